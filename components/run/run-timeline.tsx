'use client';

import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import { CallResult } from '#components/trace/call-result.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { formatDuration, plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunCall } from './run-model.ts';
import { type TimelineBar, TimelineRows } from './timeline-rows.tsx';

interface RunTimelineProps {
  readonly events: readonly RunEvent[];
  readonly calls: readonly RunCall[];
  /** How many events are shown; null shows all and follows. */
  readonly until: number | null;
  readonly onUntil: (until: number | null) => void;
  /** A replay has no time of its own, only an order. */
  readonly logical: boolean;
}

const PLAY_MS = 220;
const noLinks: readonly never[] = [];

/** The run over time: scrub, play, or step with ← and →. A call opens with its arguments and its answer. */
export function RunTimeline({ events, calls, until, onUntil, logical }: RunTimelineProps) {
  const [playing, setPlaying] = useState(false);
  const [opened, setOpened] = useState<RunCall | null>(null);
  const at = until ?? events.length;
  const go = (next: number) => {
    setPlaying(false);
    onUntil(next >= events.length ? null : Math.max(0, next));
  };
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      const next = at + 1;
      onUntil(next >= events.length ? null : next);
      if (next >= events.length) setPlaying(false);
    }, PLAY_MS);
    return () => clearTimeout(timer);
  }, [playing, at, events.length, onUntil]);
  useCommands([
    {
      id: 'run.back',
      label: 'One event back',
      group: 'Run',
      icon: SkipBack,
      keys: 'arrowleft',
      hidden: true,
      run: () => go(at - 1),
    },
    {
      id: 'run.on',
      label: 'One event on',
      group: 'Run',
      icon: SkipForward,
      keys: 'arrowright',
      hidden: true,
      run: () => go(at + 1),
    },
  ]);
  const total = Math.max(
    1,
    logical ? events.length : Math.max(...calls.map((call) => startOf(call, calls) + (call.durationMs ?? 0)), 1),
  );
  const bars = useMemo(
    () =>
      calls.map((call): TimelineBar => {
        const start = logical ? call.started : startOf(call, calls);
        const length = logical ? Math.max(1, (call.ended ?? call.started + 1) - call.started) : (call.durationMs ?? 0);
        return { call, start, length };
      }),
    [calls, logical],
  );
  return (
    <section aria-label="Timeline of the run" className="flex h-full flex-col bg-surface">
      <div className="flex h-8 shrink-0 items-center gap-1 border-b border-hairline px-2">
        <IconButton
          icon={playing ? Pause : Play}
          size="sm"
          label={playing ? 'Pause' : 'Play the run'}
          disabled={events.length === 0}
          onClick={() => {
            if (!playing && at >= events.length) onUntil(0);
            setPlaying(!playing);
          }}
        />
        <IconButton
          icon={SkipBack}
          size="sm"
          label="One event back"
          keys={['←']}
          disabled={at === 0}
          onClick={() => go(at - 1)}
        />
        <IconButton
          icon={SkipForward}
          size="sm"
          label="One event on"
          keys={['→']}
          disabled={at >= events.length}
          onClick={() => go(at + 1)}
        />
        <input
          type="range"
          aria-label="Point in the run"
          aria-valuetext={`${at} of ${plural(events.length, 'event')}`}
          min={0}
          max={events.length}
          value={at}
          onChange={(event) => go(Number(event.target.value))}
          className="mx-2 h-4 min-w-16 flex-1 accent-accent"
        />
        <span className="figures text-2xs text-faint">
          {until === null ? plural(events.length, 'event') : `${until} of ${events.length}`}
          {!logical && calls.length > 0 && ` · ${formatDuration(total)}`}
        </span>
      </div>
      <TimelineRows bars={bars} total={total} at={at} logical={logical} onOpen={setOpened} />
      {opened && (
        <Dialog
          open
          placement="side"
          onOpenChange={() => setOpened(null)}
          title={opened.tool}
          description={`${opened.server} · step ${opened.step}`}
        >
          <EffectBadge effect={opened.effect} />
          <h3 className="mt-4 mb-1 text-2xs font-medium text-faint">Arguments</h3>
          <JsonView bare label={`Arguments of ${opened.tool}`} value={opened.args} className="-mx-2" />
          <h3 className="mt-4 mb-1 text-2xs font-medium text-faint">Answer</h3>
          <div className="-mx-4">
            <CallResult call={opened} links={noLinks} />
          </div>
        </Dialog>
      )}
    </section>
  );
}

function startOf(call: RunCall, calls: readonly RunCall[]): number {
  return Date.parse(call.startedAt) - Date.parse(calls[0]?.startedAt ?? call.startedAt);
}
