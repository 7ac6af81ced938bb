'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { Pause, Play } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { callOf } from '#components/prototype/selection.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { formatDuration, plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ticker } from './ticker.ts';
import { waterfallOf } from './waterfall.ts';
import { WaterfallAxis, WaterfallGrid } from './waterfall-axis.tsx';
import { WATERFALL_ROW, WaterfallRow } from './waterfall-row.tsx';

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
    estimateSize: () => WATERFALL_ROW,
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

  const play = () => {
    if (!playing) showUntil(0);
    setPlaying(!playing);
  };
  const walk = (by: number) => {
    const call = calls[at < 0 ? (by > 0 ? 0 : calls.length - 1) : at + by];
    if (call) select({ kind: 'call', call: call.id });
  };
  useCommands([
    {
      id: 'timeline.play',
      label: playing ? 'Pause the recording' : 'Play the recording',
      group: 'Timeline',
      icon: playing ? Pause : Play,
      keys: 'p',
      disabled: calls.length === 0,
      run: play,
    },
    { id: 'timeline.next', label: 'Next call', group: 'Timeline', keys: 'j', run: () => walk(1) },
    { id: 'timeline.previous', label: 'Previous call', group: 'Timeline', keys: 'k', run: () => walk(-1) },
  ]);

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
          keys={['P']}
          onClick={play}
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
        {calls.length > 0 ? (
          <WaterfallAxis model={model} />
        ) : (
          <p className="px-3 py-4 text-xs text-muted">Each call becomes a bar here, as long as it took.</p>
        )}
        <div className="relative" style={{ height: rows.getTotalSize() }}>
          <WaterfallGrid model={model} />
          {rows.getVirtualItems().map((row) => {
            const call = calls[row.index];
            const bar = model.bars[row.index];
            return call && bar ? (
              <WaterfallRow key={call.id} call={call} bar={bar} total={model.total} top={row.start} />
            ) : null;
          })}
        </div>
      </div>
    </section>
  );
}

function never(): () => void {
  return () => {};
}
