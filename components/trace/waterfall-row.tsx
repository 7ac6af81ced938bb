'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { callOf } from '#components/prototype/selection.ts';
import { classNames } from '#components/ui/class-names.ts';
import { effectLook } from '#components/ui/effect-badge.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { CallMark } from './call-mark.tsx';
import type { CallView } from './call-view.ts';
import type { WaterfallBar } from './waterfall.ts';

/** Height of a row, in pixels. */
export const WATERFALL_ROW = 24;

/** One call: its name at the left, its bar where it took its time. */
export function WaterfallRow(props: {
  readonly call: CallView;
  readonly bar: WaterfallBar;
  readonly total: number;
  readonly top: number;
}) {
  const { call, bar, total, top } = props;
  const { select, point } = usePrototypeActions();
  const selected = usePrototype((state) => callOf(state.selection) === call.id);
  const lit = usePrototype((state, derived) => derived.lit(state).calls.has(call.id));
  const later = usePrototype((state, derived) => derived.later(state).has(call.id));
  const waits = call.state === 'approval' || call.state === 'waiting';
  const hollow = waits || call.state === 'failed';
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={() => select({ kind: 'call', call: call.id })}
      onMouseEnter={() => point({ kind: 'call', call: call.id })}
      onMouseLeave={() => point(null)}
      className={classNames(
        'absolute inset-x-0 flex items-center text-left text-xs -outline-offset-2',
        selected ? 'bg-accent-soft' : lit ? 'bg-raised' : 'hover:bg-raised',
        later && 'opacity-30',
      )}
      style={{ top, height: WATERFALL_ROW }}
    >
      <span className="flex w-52 shrink-0 items-center gap-1.5 pr-2 pl-3">
        <CallMark state={call.state} />
        <span className="min-w-0 truncate">
          {call.tool} <span className="sr-only">on</span>
        </span>
        <span className="ml-auto max-w-16 shrink-0 truncate text-2xs text-faint">{call.server}</span>
      </span>
      <span className="relative h-2.5 flex-1">
        <span
          className={classNames(
            'absolute h-full min-w-[3px] rounded-[2px]',
            effectLook[call.effect].colour,
            hollow ? 'border border-dashed border-current' : 'bg-current',
            bar.running && !waits && 'animate-pulse',
            call.effect === 'read' && 'opacity-60',
          )}
          style={{ left: `${(100 * bar.start) / total}%`, width: `${(100 * (bar.end - bar.start)) / total}%` }}
        />
      </span>
      <span className="figures w-18 shrink-0 pr-3 text-right text-2xs whitespace-nowrap text-faint">
        {timeOf(call)}
      </span>
    </button>
  );
}

function timeOf({ state, durationMs }: CallView): string {
  if (state === 'approval' || state === 'waiting') return 'waits';
  if (state === 'failed') return 'not done';
  return durationMs === undefined ? 'running' : formatDuration(durationMs);
}
