'use client';

import { useEffect } from 'react';
import { commandRegistry } from './command-registry.ts';
import { strokeName } from './key-chord.ts';

/** How long the second key of a pair may take, in milliseconds. */
const PAIR = 1200;

/** What these do to text goes before what they do to the page. */
const OF_TEXT = new Set(['mod+z', 'mod+shift+z', 'mod+y', 'mod+a', 'mod+c', 'mod+v', 'mod+x']);

/** Runs commands by their keys, everywhere on the page; once, in the studio's layout. Renders nothing. */
export function CommandKeys() {
  useEffect(() => {
    let first: { readonly name: string; readonly at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = strokeName(event);
      if (name === null) return;
      if (isTyping(event.target) && (!name.startsWith('mod+') || OF_TEXT.has(name))) return;
      if (document.querySelector('[role="dialog"][data-state="open"]') && !name.startsWith('mod+')) return;
      const pair = first && event.timeStamp - first.at < PAIR ? `${first.name} ${name}` : null;
      const enabled = commandRegistry.all().filter((command) => command.keys && !command.disabled);
      const command = enabled.find(({ keys }) => keys === pair) ?? enabled.find(({ keys }) => keys === name);
      first = command ? null : { name, at: event.timeStamp };
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select'))
  );
}
