import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import { askCount } from './loops/ask-count.ts';
import { type Loop, type Placed, placeKey } from './loops/loop.ts';
import { isForEvery } from './loops/named-list.ts';
import { countSaid } from './loops/said-several.ts';

/**
 * A single call for one item of a list of which the user said "for every …", or of several of which they speak by what
 * the item holds: the recording happened to have only one that was meant, and another run may have more or none.
 */
export function loopOfOne(units: readonly Placed[], tool: string, scope: Scope, context: DraftContext): Loop | null {
  const [placed] = units;
  if (placed === undefined || units.length !== 1) return null;
  const telling = longValues(placed.unit.args).filter((value) => !context.prompt.says(value));
  if (telling.length === 0) return null;
  for (const list of scope.lists()) {
    const value = list.values[placed.row];
    if (!Array.isArray(value) || list.expr.$ === 'over') continue;
    if ((list.ready[placed.row] ?? -1) >= placed.unit.started) continue;
    const hits = value.flatMap((item, index) => (telling.every((one) => holdsScalar(item, one)) ? [index] : []));
    const [index] = hits;
    if (hits.length !== 1 || index === undefined) continue;
    const place = { row: placed.row, index };
    const count = isForEvery(list, context) ? 'several' : countSaid(list, place, context);
    const doubt = count === 'unclear' ? askCount(list, placed.unit, context) : null;
    if (count !== 'several' && doubt?.option !== 'each') continue;
    const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
    const doubts = doubt === null ? [] : [doubt.id];
    return { list, variable, groups: [{ tool, members: [{ placed, place }] }], doubts };
  }
  return null;
}

/** A single call whose values belong to one iteration of a loop that is already known is part of that loop. */
export function joinLoops(
  units: readonly Placed[],
  tool: string,
  scope: Scope,
  loops: readonly Loop[],
  context: DraftContext,
): readonly Placed[] {
  if (loops.length === 0 || units.length !== 1) return units;
  const [placed] = units;
  if (placed === undefined) return units;
  const values = longValues(placed.unit.args);
  if (values.length === 0) return units;
  const plain = new Set(
    scope.columns().flatMap((column) => {
      const value = column.values[placed.row];
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
    }),
  );
  const telling = values.filter((value) => !plain.has(value) && !context.prompt.says(value));
  for (const loop of loops) {
    const list = loop.list.values[placed.row];
    if (!Array.isArray(list)) continue;
    const first = Math.min(
      ...loop.groups.flatMap((group) => group.members.map((member) => member.placed.unit.started)),
    );
    const last = Math.max(...loop.groups.flatMap((group) => group.members.map((member) => member.placed.unit.ended)));
    const near = placed.unit.started >= first || placed.unit.ended <= last;
    const members = loop.groups
      .flatMap((group) => group.members)
      .filter((member) => member.place.row === placed.row && member.placed.unit.ended < placed.unit.started);
    // What the user listed is said, and tells the round all the same.
    const listed = isListed(loop) ? values.filter((value) => list.some((item) => String(item) === value)) : [];
    const hits = onlyPlace(list, members, [...telling, ...listed]);
    const [index] = hits;
    if (!near || hits.length !== 1 || index === undefined) continue;
    (loop.groups as Loop['groups'][number][]).push({ tool, members: [{ placed, place: { row: placed.row, index } }] });
    return [];
  }
  return units;
}

const isListed = ({ list }: Loop): boolean => list.about.includes('list in the prompt');

/** The items that a value leads to that leads to no other: by the item itself or by what was read for it before. */
function onlyPlace(
  list: readonly Json[],
  members: Loop['groups'][number]['members'],
  telling: readonly string[],
): number[] {
  const found = new Set<number>();
  for (const value of telling) {
    const hits = new Set([
      ...list.flatMap((item, index) => (holdsScalar(item, value) ? [index] : [])),
      ...members.flatMap(({ placed, place }) => (holdsScalar(placed.unit.data, value) ? [place.index] : [])),
    ]);
    if (hits.size === 1) for (const index of hits) found.add(index);
  }
  return [...found];
}

/**
 * The same read made again and again (the manager of one employee who has several claims) belongs, each time, to the
 * item whose next call it precedes and that holds what it was asked for. Where all of them come before the first of as
 * many rounds, and every item holds that, there is one for each round.
 */
export function joinRepeats(units: readonly Placed[], tool: string, loops: readonly Loop[]): readonly Placed[] {
  const [first] = units;
  if (first === undefined || units.length < 2 || !areRepeats(units)) return units;
  const telling = longValues(first.unit.args);
  for (const loop of loops) {
    const members = loop.groups
      .flatMap((group) => group.members)
      .sort((a, b) => a.placed.unit.started - b.placed.unit.started);
    const joined = units.flatMap((placed) => {
      const next = members.find(
        (member) => member.placed.row === placed.row && member.placed.unit.started > placed.unit.ended,
      );
      const list = loop.list.values[placed.row];
      const item = next !== undefined && Array.isArray(list) ? list[next.place.index] : undefined;
      return next !== undefined && item !== undefined && telling.some((value) => holdsScalar(item, value))
        ? [{ placed, place: next.place }]
        : [];
    });
    const isOneEach =
      joined.length === units.length && new Set(joined.map(({ place }) => placeKey(place))).size === units.length;
    const belonging = isOneEach ? joined : oneForEachRound(units, loop, telling);
    if (belonging === null) continue;
    (loop.groups as Loop['groups'][number][]).push({ tool, members: belonging });
    return [];
  }
  return units;
}

/** One call for each round, in order; null where they are not as many, or where an item does not hold what was asked for. */
function oneForEachRound(
  units: readonly Placed[],
  { list, groups }: Loop,
  telling: readonly string[],
): Loop['groups'][number]['members'] | null {
  const members = groups.flatMap((group) => group.members);
  const places = [...new Map(members.map(({ place }) => [placeKey(place), place])).values()];
  const started = Math.min(...members.map(({ placed }) => placed.unit.started));
  if (places.length !== units.length || units.some(({ unit }) => unit.ended >= started)) return null;
  const isHeld = places.every(({ row, index }) => {
    const items = list.values[row];
    const item = Array.isArray(items) ? items[index] : undefined;
    return item !== undefined && telling.some((value) => holdsScalar(item, value));
  });
  if (!isHeld) return null;
  return units.flatMap((placed, at) => {
    const place = places[at];
    return place === undefined ? [] : [{ placed, place }];
  });
}

/** Whether calls of one tool are the same read with the same arguments. */
export function areRepeats(units: readonly Placed[]): boolean {
  const [first] = units;
  return units.every(({ unit }) => unit.effect === 'read' && jsonEqual(unit.args, first?.unit.args ?? null));
}

/** Whether a read asks for something that was found on the way, and not for what the user named. */
export function asksForFound(units: readonly Placed[], context: DraftContext): boolean {
  const [first] = units;
  return first !== undefined && longValues(first.unit.args).some((value) => !context.prompt.says(value));
}

function longValues(value: Json): string[] {
  if (typeof value === 'string') return value.length >= 3 ? [value] : [];
  if (typeof value === 'number') return Math.abs(value) >= 100 ? [String(value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member) => longValues(member));
}

function holdsScalar(value: Json, wanted: string): boolean {
  if (typeof value !== 'object' || value === null) return String(value) === wanted;
  return Object.values(value).some((member) => holdsScalar(member, wanted));
}
