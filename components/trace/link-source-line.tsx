'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import type { Selection } from '#components/prototype/selection.ts';
import { formatPath } from '#core/json/path.ts';
import { OriginDot } from './origin-dot.tsx';
import { linkLabel, linkOrigin, type ValueLink } from './value-flow.ts';

/** `● pulls[2].title of list_pull_requests`; choosing it goes there. `named` says first which part of the argument. */
export function LinkSourceLine({ link, named = false }: { readonly link: ValueLink; readonly named?: boolean }) {
  const { select, point } = usePrototypeActions();
  const { source, target } = link;
  const tool = usePrototype((state, derived) =>
    source.kind === 'result' ? derived.calls(state).find(({ id }) => id === source.call)?.tool : undefined,
  );
  const there: Selection =
    source.kind === 'turn'
      ? { kind: 'turn', turn: source.turn }
      : { kind: 'value', call: source.call, side: 'result', path: source.path };
  const here: Selection = { kind: 'value', call: target.call, side: 'arguments', path: target.path };
  return (
    <button
      type="button"
      onClick={() => select(there)}
      onMouseEnter={() => point(here)}
      onFocus={() => point(here)}
      onBlur={() => point(null)}
      className="group flex max-w-full flex-wrap items-center gap-x-1.5 rounded-sm text-left text-2xs text-muted hover:text-fg"
    >
      <OriginDot origin={linkOrigin(link)} />
      {named && (
        <span className="shrink-0 font-mono">{formatPath(target.path.slice(1)) || formatPath(target.path)} ←</span>
      )}
      <span className="min-w-0 max-w-full truncate font-mono group-hover:underline">{linkLabel(link)}</span>
      <span className="min-w-0 truncate text-faint">
        {source.kind === 'turn' ? 'of the prompt' : `of ${tool ?? 'a call'}`}
      </span>
      {link.how !== 'equal' && (
        <span className="shrink-0 text-faint">{link.how === 'hole' ? '(inside)' : '(part of)'}</span>
      )}
    </button>
  );
}
