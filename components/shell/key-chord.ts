/** The members of a keyboard event that name a key; a `KeyboardEvent` is one. */
export interface KeyStroke {
  readonly key: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Writes a stroke as commands write their keys: `mod+k`, `shift+enter`, `?`, `g`. Shift is left out where the character
 * itself already says it. Null for a modifier alone.
 */
export function strokeName(event: KeyStroke): string | null {
  if (['Shift', 'Control', 'Meta', 'Alt', 'CapsLock', 'Dead', 'Process'].includes(event.key)) return null;
  const named = event.key.length > 1 || event.key === ' ';
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const letter = /^[a-z]$/i.test(event.key);
  const shift = event.shiftKey && (named || letter);
  return [event.metaKey || event.ctrlKey ? 'mod' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key]
    .filter(Boolean)
    .join('+');
}

const symbols: Readonly<Record<string, string>> = {
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  space: 'Space',
  backspace: '⌫',
  delete: 'Del',
};

/** The keys as they stand on the user's keyboard: `mod+k` is `⌘ K` on a Mac and `Ctrl K` elsewhere. */
export function keyCaps(keys: string, mac: boolean): readonly string[] {
  return keys.split(' ').flatMap((stroke, index) => [
    ...(index > 0 ? ['then'] : []),
    ...stroke.split('+').map((key) => {
      if (key === 'mod') return mac ? '⌘' : 'Ctrl';
      if (key === 'alt') return mac ? '⌥' : 'Alt';
      return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key);
    }),
  ]);
}
