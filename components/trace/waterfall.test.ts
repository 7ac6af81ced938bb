import { describe, expect, it } from 'vitest';
import { callViews } from './call-view.ts';
import { leakTrace } from './trace-fixture.ts';
import { ticksOf, waterfallOf } from './waterfall.ts';

describe('the waterfall', () => {
  it('starts at zero and keeps the order of starts', () => {
    const { bars } = waterfallOf(callViews({ trace: leakTrace(), pending: [] }), 0);
    expect(bars[0]?.start).toBe(0);
    expect(bars.map((bar) => bar.start)).toEqual(bars.map((bar) => bar.start).toSorted((a, b) => a - b));
  });

  it('takes out a long pause and says how long it was', () => {
    const calls = callViews({ trace: leakTrace(), pending: [] });
    const later = calls.map((call, index) =>
      index < 3 ? call : { ...call, startedAt: new Date(Date.parse(call.startedAt) + 600_000).toISOString() },
    );
    const { breaks, total } = waterfallOf(later, 0);
    expect(breaks).toHaveLength(1);
    expect(breaks[0]?.skippedMs).toBeGreaterThan(590_000);
    expect(total).toBeLessThan(5000);
  });

  it('draws a running call up to now', () => {
    const [first] = callViews({ trace: leakTrace(), pending: [] });
    if (!first) throw new Error('The fixture has calls.');
    const { durationMs: _, ...running } = first;
    const { bars } = waterfallOf([running], Date.parse(first.startedAt) + 2500);
    expect(bars[0]).toMatchObject({ running: true, end: 2500 });
  });

  it('has at most seven round marks', () => {
    for (const total of [3, 90, 1234, 59_000, 7_200_000]) expect(ticksOf(total).length).toBeLessThanOrEqual(7);
    expect(ticksOf(1234).map(({ label }) => label)).toContain('1.0 s');
  });
});
