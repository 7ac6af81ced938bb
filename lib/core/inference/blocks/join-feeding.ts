import { scalarsOf } from '../read/scalars-of.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import { type Loop, type Placed, placeKey } from './loops/loop.ts';

/**
 * Calls whose answers are used in the rounds of a loop, each in a round of its own, belong to these rounds: a sample is
 * registered, and its barcode is noted on the field that the loop is at. Nothing in the call itself may tell the item.
 */
export function joinFeeding(units: readonly Placed[], tool: string, loops: readonly Loop[]): readonly Placed[] {
  if (units.length < 2) return units;
  for (const loop of loops) {
    const members = loop.groups.flatMap((group) => group.members);
    const joined = units.flatMap((placed) => {
      const fed = members.filter((member) => member.placed.row === placed.row && feeds(placed, member.placed));
      const places = new Map(fed.map(({ place }) => [placeKey(place), place]));
      const [place] = places.values();
      return place === undefined || places.size > 1 ? [] : [{ placed, place }];
    });
    if (joined.length < units.length || new Set(joined.map(({ place }) => placeKey(place))).size < units.length)
      continue;
    (loop.groups as Loop['groups'][number][]).push({ tool, members: joined });
    return [];
  }
  return units;
}

/** Whether each of the calls gives something to calls of the others that no second one of them gives anything. */
export function mayFeedRounds(units: readonly Placed[], others: readonly Placed[]): boolean {
  const fed = new Set<Placed>();
  for (const placed of units) {
    const own = others.filter((other) => other.row === placed.row && feeds(placed, other));
    if (own.length === 0 || own.some((other) => fed.has(other))) return false;
    for (const other of own) fed.add(other);
  }
  return true;
}

function feeds({ unit }: Placed, later: Placed): boolean {
  if (later.unit.started <= unit.ended) return false;
  const given = new Set(scalarsOf(later.unit.args));
  const known = new Set(scalarsOf(unit.args));
  return scalarsOf(unit.data).some(
    (value) => given.has(value) && !known.has(value) && surpriseOf(value) >= UNLIKELY_BITS,
  );
}
