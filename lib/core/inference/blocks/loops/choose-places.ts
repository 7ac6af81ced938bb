import type { Place } from '../../columns/positions.ts';
import { placeKey } from './loop.ts';

/** One place for each unit: down the list where that works out for all, else the first that is not taken. */
export function placesInOrder(
  order: readonly number[],
  candidates: readonly (readonly Place[])[],
): readonly (Place | undefined)[] {
  const down: (Place | undefined)[] = candidates.map(() => undefined);
  const last = new Map<number, number>();
  const falls = order.some((at) => {
    const options = candidates[at] ?? [];
    const place = options.find((option) => option.index > (last.get(option.row) ?? -1));
    down[at] = place;
    if (place !== undefined) last.set(place.row, place.index);
    return place === undefined && options.length > 0;
  });
  return falls ? placesAsGiven(order, candidates) : down;
}

/** One place for each unit: the first of its candidates that is not taken. */
export function placesAsGiven(
  order: readonly number[],
  candidates: readonly (readonly Place[])[],
): readonly (Place | undefined)[] {
  const used = new Set<string>();
  const free: (Place | undefined)[] = candidates.map(() => undefined);
  for (const at of order) {
    const options = candidates[at] ?? [];
    const place = options.find((option) => !used.has(placeKey(option))) ?? options[0];
    if (place !== undefined) used.add(placeKey(place));
    free[at] = place;
  }
  return free;
}

/**
 * Values that stand in lists inside the items, where two items may hold the same value: each item gives each of its
 * values once, and the recording stays with one item until it gives no more.
 */
export function placesInside(
  order: readonly number[],
  candidates: readonly (readonly Place[])[],
  said: readonly string[],
): readonly (Place | undefined)[] {
  const given = new Set<string>();
  const chosen: (Place | undefined)[] = candidates.map(() => undefined);
  let current = '';
  for (const at of order) {
    const options = candidates[at] ?? [];
    const fresh = options.filter((option) => !given.has(`${placeKey(option)}\u0000${said[at]}`));
    const open = fresh.length > 0 ? fresh : options;
    const place = open.find((option) => placeKey(option) === current) ?? open[0];
    if (place === undefined) continue;
    current = placeKey(place);
    given.add(`${current}\u0000${said[at]}`);
    chosen[at] = place;
  }
  return chosen;
}
