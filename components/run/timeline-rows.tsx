'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { CallMark } from '#components/trace/call-mark.tsx';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { effectLook } from '#components/ui/effect-badge.tsx';
import { formatDuration } from '#components/ui/format.ts';
import type { RunCall } from './run-model.ts';

/** A call where it stands on the time line, in its unit. */
export interface TimelineBar {
  readonly call: RunCall;
  readonly start: number;
  readonly length: number;
}

interface TimelineRowsProps {
  readonly bars: readonly TimelineBar[];
  /** Length of the whole line. */
  readonly total: number;
  /** How many events are shown; later calls fade. */
  readonly at: number;
  readonly logical: boolean;
  readonly onOpen: (call: RunCall) => void;
}

const ROW = 24;

/** The calls of a run as a waterfall. Only rows in sight are drawn: a run may have made thousands. */
export function TimelineRows({ bars, total, at, logical, onOpen }: TimelineRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: bars.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const bar = bars[row.index];
          if (!bar) return null;
          const { call, start, length } = bar;
          return (
            <li key={call.id} className="absolute inset-x-0" style={{ top: row.start, height: ROW }}>
              <button
                type="button"
                onClick={() => onOpen(call)}
                className={classNames(
                  'flex h-6 w-full items-center text-left text-xs -outline-offset-2 hover:bg-raised',
                  at <= call.started && 'opacity-30',
                )}
              >
                <span className="flex w-[min(24rem,55%)] shrink-0 items-center gap-1.5 pr-3 pl-3">
                  <CallMark state={call.state} />
                  <span className="max-w-44 shrink-0 truncate">{call.tool}</span>
                  {call.path.length > 0 && (
                    <span className="figures shrink-0 text-2xs text-faint">
                      [{call.path.map((index) => index + 1).join('.')}]
                    </span>
                  )}
                  <span className="min-w-0 flex-1 truncate font-mono text-2xs text-faint">
                    {shortArguments(call.args, 60)}
                  </span>
                </span>
                <span className="relative h-2.5 flex-1">
                  <span
                    className={classNames(
                      'absolute h-full min-w-[3px] rounded-[2px] bg-current',
                      effectLook[call.effect].colour,
                      call.effect === 'read' && 'opacity-60',
                    )}
                    style={{ left: `${(100 * start) / total}%`, width: `${(100 * length) / total}%` }}
                  />
                </span>
                <span className="figures w-16 shrink-0 pr-3 text-right text-2xs text-faint">
                  {logical ? '' : call.durationMs === undefined ? 'running' : formatDuration(call.durationMs)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
