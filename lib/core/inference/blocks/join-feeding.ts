import type { Json } from '../../json/json.ts';
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
    const given = new GivenValues(members.map((member) => member.placed));
    const joined = units.flatMap((placed) => {
      const fed = given.fedBy(placed);
      const places = new Map(
        members.flatMap((member) => (fed.has(member.placed) ? [[placeKey(member.place), member.place]] : [])),
      );
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
  const given = new GivenValues(others);
  const fed = new Set<Placed>();
  for (const placed of units) {
    const own = [...given.fedBy(placed)];
    if (own.length === 0 || own.some((other) => fed.has(other))) return false;
    for (const other of own) fed.add(other);
  }
  return true;
}

/** Calls by the plain values that they were given: an answer is read once, however many calls may have used it. */
class GivenValues {
  private readonly calls = new Map<Json, Placed[]>();

  constructor(calls: readonly Placed[]) {
    for (const placed of calls)
      for (const value of scalarsOf(placed.unit.args)) {
        const known = this.calls.get(value);
        if (known === undefined) this.calls.set(value, [placed]);
        else known.push(placed);
      }
  }

  /** Later calls of the same recording that were given what the answer of this one holds and it was not given itself. */
  fedBy({ unit, row }: Placed): ReadonlySet<Placed> {
    const fed = new Set<Placed>();
    const known = new Set(scalarsOf(unit.args));
    for (const value of scalarsOf(unit.data)) {
      const calls = this.calls.get(value);
      if (calls === undefined || known.has(value) || surpriseOf(value) < UNLIKELY_BITS) continue;
      for (const later of calls) if (later.row === row && later.unit.started > unit.ended) fed.add(later);
    }
    return fed;
  }
}
