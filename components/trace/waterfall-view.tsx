'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { Pause, Play } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { callOf } from '#components/prototype/selection.ts';
import { classNames } from '#components/ui/class-names.ts';
import { effectLook } from '#components/ui/effect-badge.tsx';
import { formatDuration, plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { CallMark } from './call-mark.tsx';
import type { CallView } from './call-view.ts';
import { ticker } from './ticker.ts';
import { type WaterfallBar, waterfallOf } from './waterfall.ts';

const ROW = 24;
const PLAY_MS = 420;

/** The calls over time, one bar each. The slider plays the recording: later calls fade until their time has come. */
export function WaterfallView() {
  const calls = usePrototype((state, derived) => derived.calls(state));
  const current = usePrototype((state) => callOf(state.selection));
  const until = usePrototype((state) => state.until);
  const { showUntil, select } = usePrototypeActions();
  const running = calls.some((call) => call.durationMs === undefined);
  const now = useSyncExternalStore(running ? ticker.subscribe : never, ticker.read, () => 0);
  const model = useMemo(() => waterfallOf(calls, now), [calls, now]);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const [playing, setPlaying] = useState(false);

  const at = calls.findIndex(({ id }) => id === current);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at);
  }, [at, rows]);

  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const next = (until ?? calls.length) + 1;
      if (next > calls.length) {
        setPlaying(false);
        showUntil(null);
        return;
      }
      showUntil(next);
      const call = calls[next - 1];
      if (call) select({ kind: 'call', call: call.id });
    }, PLAY_MS);
    return () => clearInterval(timer);
  }, [playing, until, calls, showUntil, select]);

  const scrub = (count: number) => {
    setPlaying(false);
    showUntil(count >= calls.length ? null : count);
    const call = calls[count - 1];
    if (call) select({ kind: 'call', call: call.id });
  };
  const shown = until ?? calls.length;
  return (
    <section aria-label="Timeline" className="flex h-full flex-col bg-surface">
      <div className="flex h-8 shrink-0 items-center gap-2 border-b border-hairline px-2">
        <IconButton
          icon={playing ? Pause : Play}
          size="sm"
          label={playing ? 'Pause' : 'Play the recording'}
          disabled={calls.length === 0}
          onClick={() => {
            if (!playing) showUntil(0);
            setPlaying(!playing);
          }}
        />
        <input
          type="range"
          aria-label="Point in the recording"
          aria-valuetext={`${shown} of ${plural(calls.length, 'call')}`}
          min={0}
          max={calls.length}
          value={shown}
          disabled={calls.length === 0}
          onChange={(event) => scrub(Number(event.target.value))}
          className="h-4 w-40 min-w-16 accent-accent"
        />
        <span className="figures text-2xs text-faint">
          {until === null ? plural(calls.length, 'call') : `${until} of ${calls.length}`}
        </span>
        <span className="figures ml-auto text-2xs text-faint">{calls.length > 0 && formatDuration(model.total)}</span>
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <Axis model={model} />
        <div className="relative" style={{ height: rows.getTotalSize() }}>
          <Grid model={model} />
          {rows.getVirtualItems().map((row) => {
            const call = calls[row.index];
            const bar = model.bars[row.index];
            return call && bar ? <Row key={call.id} call={call} bar={bar} total={model.total} top={row.start} /> : null;
          })}
        </div>
      </div>
    </section>
  );
}

function never(): () => void {
  return () => {};
}

type Model = ReturnType<typeof waterfallOf>;

function Axis({ model }: { readonly model: Model }) {
  return (
    <div
      aria-hidden="true"
      className="sticky top-0 z-10 flex h-6 border-b border-hairline bg-surface text-2xs text-faint"
    >
      <span className="w-52 shrink-0" />
      <span className="figures relative mr-16 flex-1">
        {model.ticks.map(({ at, label }) => (
          <span key={at} className="absolute top-0.5 leading-5 whitespace-nowrap" style={placeOf(at, model)}>
            {label}
          </span>
        ))}
      </span>
    </div>
  );
}

/** The marks of the axis through all rows; hatched where waiting was left out. */
function Grid({ model }: { readonly model: Model }) {
  return (
    <div aria-hidden="true" className="absolute inset-y-0 right-16 left-52">
      {model.ticks.map(({ at }) => (
        <span
          key={at}
          className="pointer-events-none absolute inset-y-0 border-l border-hairline/70"
          style={placeOf(at, model)}
        />
      ))}
      {model.breaks.map(({ at, skippedMs }) => (
        <span
          key={at}
          title={`${formatDuration(skippedMs)} of waiting left out`}
          className="absolute inset-y-0 w-1.5 bg-[repeating-linear-gradient(135deg,var(--hairline-strong)_0_1px,transparent_1px_4px)]"
          style={placeOf(at, model)}
        />
      ))}
    </div>
  );
}

function placeOf(time: number, model: Model): { readonly left: string } {
  return { left: `${(100 * time) / model.total}%` };
}

function Row(props: {
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
  const duration = call.durationMs === undefined ? 'running' : formatDuration(call.durationMs);
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
      style={{ top, height: ROW }}
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
            'absolute h-full min-w-[3px] rounded-[2px] bg-current',
            effectLook[call.effect].colour,
            bar.running && 'animate-pulse',
            call.effect === 'read' && 'opacity-60',
          )}
          style={{ left: `${(100 * bar.start) / total}%`, width: `${(100 * (bar.end - bar.start)) / total}%` }}
        />
      </span>
      <span className="figures w-16 shrink-0 pr-3 text-right text-2xs text-faint">{duration}</span>
    </button>
  );
}
