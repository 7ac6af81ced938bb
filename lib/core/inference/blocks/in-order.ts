import type { Placed } from './loops/loop.ts';
import type { Item } from './site.ts';

/** Puts the items in the order of the recording: what came first in most rows comes first. */
export function inOrder(items: readonly Item[], rows: number): Item[] {
  const times = new Map<Item, number[]>();
  for (const item of items) {
    const at: number[] = Array.from({ length: rows }, () => Number.POSITIVE_INFINITY);
    const units: Placed[] =
      item.kind === 'site'
        ? item.units.flatMap((unit, row) => (unit === undefined ? [] : [{ unit, row }]))
        : item.loop.groups.flatMap((group) => group.members.map((member) => member.placed));
    for (const { unit, row } of units) at[row] = Math.min(at[row] ?? Number.POSITIVE_INFINITY, unit.started);
    times.set(item, at);
  }
  const before = (a: Item, b: Item): boolean => {
    const x = times.get(a) ?? [];
    const y = times.get(b) ?? [];
    let votes = 0;
    for (let row = 0; row < x.length; row += 1) {
      const time = x[row] ?? Number.POSITIVE_INFINITY;
      const other = y[row] ?? Number.POSITIVE_INFINITY;
      if (Number.isFinite(time) && Number.isFinite(other)) votes += time < other ? 1 : -1;
    }
    return votes > 0;
  };
  const sorted: Item[] = [];
  for (const item of items) {
    // Items of which no row has both may stand either way, and are no reason to stop at.
    const earliest = sorted.findLastIndex((other) => before(other, item)) + 1;
    let at = earliest;
    while (at < sorted.length && !before(item, sorted[at] ?? item)) at += 1;
    sorted.splice(at, 0, item);
  }
  return sorted;
}
