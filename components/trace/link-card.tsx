'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import type { Selection } from '#components/prototype/selection.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { JsonPath } from '#core/json/json.ts';
import { formatPath, valueAt } from '#core/json/path.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { CallView } from './call-view.ts';
import { linkOrigin, type ValueLink } from './value-flow.ts';

/** One value that flowed: place and bytes where it stood, place and bytes where it was used. */
export function LinkCard({ link }: { readonly link: ValueLink }) {
  const { select, point } = usePrototypeActions();
  const calls = usePrototype((state, derived) => derived.calls(state));
  const turns = usePrototype(({ snapshot }) => snapshot.trace.turns);
  const { source, target } = link;
  const user = calls.find(({ id }) => id === target.call);
  const giver = source.kind === 'result' ? calls.find(({ id }) => id === source.call) : undefined;
  const said = source.kind === 'turn' ? turns.find(({ id }) => id === source.turn)?.text : undefined;
  const from: Selection =
    source.kind === 'turn'
      ? { kind: 'turn', turn: source.turn }
      : { kind: 'value', call: source.call, side: 'result', path: source.path };
  const to: Selection = { kind: 'value', call: target.call, side: 'arguments', path: target.path };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up; both ends are buttons.
    <div
      onMouseEnter={() => point(to)}
      onMouseLeave={() => point(null)}
      className="overflow-hidden rounded-md border border-hairline text-xs"
    >
      <End
        word="From"
        place={
          source.kind === 'turn'
            ? 'the prompt'
            : `${formatPath(source.path) || 'result'} of ${giver?.tool ?? source.call}`
        }
        text={source.kind === 'turn' ? (said ?? '') : resultText(giver, source.path)}
        span={source}
        origin={linkOrigin(link)}
        onSelect={() => select(from)}
      />
      <End
        word="To"
        place={`${formatPath(target.path)} of ${user?.tool ?? target.call}`}
        text={asText(valueAt(user?.args, target.path))}
        span={target}
        origin={linkOrigin(link)}
        onSelect={() => select(to)}
        second
      />
    </div>
  );
}

interface EndProps {
  readonly word: string;
  readonly place: string;
  readonly text: string;
  readonly span: { readonly start?: number; readonly end?: number };
  readonly origin: 'input' | 'reference';
  readonly onSelect: () => void;
  readonly second?: boolean;
}

const AROUND = 36;

function End({ word, place, text, span, origin, onSelect, second }: EndProps) {
  const start = span.start ?? 0;
  const end = span.end ?? text.length;
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  return (
    <button
      type="button"
      onClick={onSelect}
      className={classNames(
        'block w-full px-2.5 py-1.5 text-left hover:bg-raised',
        second && 'border-t border-hairline',
      )}
    >
      <span className="flex items-baseline gap-1.5 text-2xs text-faint">
        <span>{word}</span>
        <span className="min-w-0 truncate font-mono text-muted">{place}</span>
      </span>
      <span className="mt-0.5 line-clamp-3 font-mono wrap-anywhere">
        <span className="text-faint">
          {start > AROUND && '…'}
          {before}
        </span>
        <mark
          className={classNames(
            'rounded-[2px] bg-transparent font-medium',
            origin === 'input' ? 'text-origin-input' : 'text-origin-reference',
          )}
        >
          {text.slice(start, Math.min(end, start + 400))}
        </mark>
        <span className="text-faint">
          {after}
          {end + AROUND < text.length && '…'}
        </span>
      </span>
    </button>
  );
}

function resultText(call: CallView | undefined, path: JsonPath): string {
  if (call?.outcome?.status !== 'answered') return '';
  return asText(valueAt(autoData(call.outcome.result), path));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
