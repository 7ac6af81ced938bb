'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { shortArguments, shortValue } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { RunEvent } from '#core/execution/run-event.ts';

interface EventListProps {
  readonly events: readonly RunEvent[];
  readonly until: number | null;
  readonly onChoose: (until: number) => void;
}

const ROW = 26;

/** Everything that happened, in order; choosing one shows the run as it stood after it. */
export function EventList({ events, until, onChoose }: EventListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <div ref={scroller} className="h-full overflow-y-auto">
      <ol className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const event = events[row.index];
          if (!event) return null;
          const { word, detail } = wordsOf(event);
          return (
            <li key={row.index} className="absolute inset-x-0" style={{ top: row.start, height: ROW }}>
              <button
                type="button"
                aria-current={until === row.index + 1 ? 'step' : undefined}
                onClick={() => onChoose(row.index + 1)}
                className={classNames(
                  'flex h-full w-full items-baseline gap-3 px-4 pt-1 text-left text-xs hover:bg-raised',
                  until === row.index + 1 && 'bg-accent-soft',
                  until !== null && row.index >= until && 'opacity-40',
                )}
              >
                <span className="figures w-8 shrink-0 text-right text-2xs text-faint">{row.index + 1}</span>
                <span className="w-28 shrink-0 truncate">{word}</span>
                <span className="min-w-0 truncate font-mono text-2xs text-muted">{detail}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function wordsOf(event: RunEvent): { readonly word: string; readonly detail: string } {
  const place = (path: readonly number[]) => (path.length > 0 ? ` [${path.map((index) => index + 1).join('.')}]` : '');
  switch (event.type) {
    case 'run-started':
      return { word: 'Run started', detail: shortArguments(event.inputs, 120) };
    case 'step-started':
      return { word: 'Step started', detail: `${event.step}${place(event.path)}` };
    case 'step-ended':
      return { word: 'Step ended', detail: `${event.step}${place(event.path)} = ${shortValue(event.value)}` };
    case 'step-failed':
      return { word: 'Step failed', detail: `${event.step}${place(event.path)}: ${event.message}` };
    case 'call-started':
      return { word: 'Call', detail: `${event.tool} ${shortArguments(event.args, 120)}` };
    case 'call-ended':
      return { word: 'Answer', detail: `${event.call}` };
    case 'call-failed':
      return { word: 'No answer', detail: event.message };
    case 'effect':
      return {
        word: `Write ${event.how === 'recorded' ? 'done before' : event.how === 'found' ? 'already there' : event.state}`,
        detail: `${event.tool} ${shortArguments(event.args, 120)}`,
      };
    case 'judged':
      return {
        word: event.from === 'model' ? 'Model asked' : 'Judgement',
        detail: `${event.step}${place(event.path)} = ${shortValue(event.answer)}`,
      };
    case 'diverged':
      return { word: 'Diverged', detail: event.divergence.message };
    case 'run-ended':
      return { word: `Run ${event.status}`, detail: event.error ?? shortValue(event.output) };
    default: {
      const never: never = event;
      throw new Error(`Unknown event ${JSON.stringify(never)}.`);
    }
  }
}
