import { formatDuration } from '#components/ui/format.ts';
import type { CallView } from './call-view.ts';

/** Idle time longer than this is drawn as a short break: a person's pause says nothing about the calls. */
const LONGEST_IDLE_MS = 1500;
const BREAK_MS = 400;

export interface WaterfallBar {
  readonly call: string;
  /** Milliseconds on the drawn axis, idle breaks taken out. */
  readonly start: number;
  readonly end: number;
  readonly running: boolean;
}

export interface Waterfall {
  /** In order of start; one row each. */
  readonly bars: readonly WaterfallBar[];
  /** Where time was taken out, on the drawn axis, and how much. */
  readonly breaks: readonly { readonly at: number; readonly skippedMs: number }[];
  readonly total: number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Lays calls out over time. `now` is where a running call ends, in epoch milliseconds. */
export function waterfallOf(calls: readonly CallView[], now: number): Waterfall {
  const spans = calls
    .map((call) => {
      const start = Date.parse(call.startedAt);
      const running = call.durationMs === undefined;
      return { call: call.id, start, end: running ? Math.max(now, start) : start + (call.durationMs ?? 0), running };
    })
    .sort((a, b) => a.start - b.start);
  const breaks: { at: number; skippedMs: number }[] = [];
  const bars: WaterfallBar[] = [];
  let removed = spans[0]?.start ?? 0;
  let latest = spans[0]?.start ?? 0;
  for (const span of spans) {
    const idle = span.start - latest;
    if (idle > LONGEST_IDLE_MS) {
      breaks.push({ at: latest - removed, skippedMs: idle - BREAK_MS });
      removed += idle - BREAK_MS;
    }
    bars.push({ ...span, start: span.start - removed, end: span.end - removed });
    latest = Math.max(latest, span.end);
  }
  const total = Math.max(latest - removed, 1);
  return { bars, breaks, total, ticks: ticksOf(total) };
}

/** At most six round marks. */
export function ticksOf(total: number): { at: number; label: string }[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5].find(
    (size) => total / size <= 6,
  );
  const size = step ?? 36e5 * Math.ceil(total / 36e5 / 6);
  return Array.from({ length: Math.floor(total / size) + 1 }, (_, index) => ({
    at: index * size,
    label: formatDuration(index * size),
  }));
}
