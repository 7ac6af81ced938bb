import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatCost, formatCount, formatDuration, formatTokens, plural } from './format.ts';

describe('numbers people read', () => {
  it.each([
    [0, '0 ms'],
    [84.4, '84 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
    [9960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [7_200_000, '2 h'],
    [185_000, '3 min 5 s'],
    [7_440_000, '2 h 4 min'],
  ])('shows %d ms as %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  it.each([
    [812, '812'],
    [3412, '3.4k'],
    [9949, '9.9k'],
    [9950, '10k'],
    [120_400, '120k'],
    [1_240_000, '1.2M'],
  ])('shows %d as %s', (count, text) => expect(formatCount(count)).toBe(text));

  it('names one token and many', () => {
    expect([formatTokens(1), formatTokens(3400)]).toEqual(['1 token', '3.4k tokens']);
    expect([plural(1, 'query', 'queries'), plural(2, 'query', 'queries')]).toEqual(['1 query', '2 queries']);
  });

  it('never shows a real cost as nothing', () => {
    expect([0, 0.0004, 0.02, 1.4].map(formatCost)).toEqual(['$0.00', '< $0.01', '$0.02', '$1.40']);
  });

  it('grows the unit of sizes', () => {
    expect([640, 12_288, 1_468_006, 52_428_800].map(formatBytes)).toEqual(['640 B', '12 KB', '1.4 MB', '50 MB']);
  });

  it('says how long ago without false precision', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    const ago = (at: string) => formatAgo(at, now);
    expect(ago('2026-11-21T11:59:40Z')).toBe('just now');
    expect(ago('2026-11-21T11:55:00Z')).toBe('5 min ago');
    expect(ago('2026-11-21T09:00:00Z')).toBe('3 h ago');
    expect(ago('2026-11-20T10:00:00Z')).toBe('yesterday');
    expect(ago('2026-11-17T12:00:00Z')).toBe('4 days ago');
    expect(ago('2026-01-02T12:00:00Z')).toBe('2026-01-02');
  });
});
