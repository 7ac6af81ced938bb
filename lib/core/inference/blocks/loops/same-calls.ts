import { jsonEqual } from '../../../json/equal.ts';
import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { DraftContext } from '../../draft-context.ts';
import { type Loop, type Placed, placeKey } from './loop.ts';
import { isNamedList } from './named-list.ts';
import { namedSubsets } from './named-subsets.ts';
import { scalarsByPath } from './scalars-by-path.ts';

/**
 * The same call again and again, as often as there are items that the user described: once for each of them, although
 * nothing that is written tells them apart. Null where not exactly one set of items is as many.
 */
export function loopOfSameCalls(
  units: readonly Placed[],
  tool: string,
  scope: Scope,
  context: DraftContext,
): Loop | null {
  const [first, second] = units;
  if (first === undefined || second === undefined || !areSame(units)) return null;
  const found = scope.lists().flatMap((list) => {
    if (list.expr.$ === 'over' || (list.ready[first.row] ?? -1) >= first.unit.started) return [];
    if (!isNamedList(list, context)) return [];
    return subsetsOf(list, first, units.length, { scope, context }).map((indices) => ({ list, indices }));
  });
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return null;
  const { list, indices } = only;
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const members = units.flatMap((placed, at) => {
    const index = indices[at];
    return index === undefined ? [] : [{ placed, place: { row: placed.row, index } }];
  });
  return { list, variable, groups: [{ tool, members }] };
}

/** The loop among these that goes through the same items already: then the calls are a part of its rounds. */
export function loopOfSameItems({ list, groups }: Loop, loops: readonly Loop[]): Loop | undefined {
  const placesIn = (group: Loop['groups'][number] | undefined): string =>
    [...new Set(group?.members.map(({ place }) => placeKey(place)))].sort().join();
  const wanted = placesIn(groups[0]);
  return loops.find(
    (loop) => jsonEqual(loop.list.expr, list.expr) && loop.groups.some((group) => placesIn(group) === wanted),
  );
}

/** Whether all are one write of one row, again and again. */
function areSame(units: readonly Placed[]): boolean {
  const [first] = units;
  if (first === undefined || first.unit.effect === 'read') return false;
  return units.every(({ unit, row }) => row === first.row && jsonEqual(unit.args, first.unit.args));
}

/** Sets of as many items as there are calls; where there are several, those that hold what the call was given. */
function subsetsOf(
  list: Column,
  { unit, row }: Placed,
  calls: number,
  { scope, context }: { readonly scope: Scope; readonly context: DraftContext },
): readonly (readonly number[])[] {
  const items = list.values[row];
  if (!Array.isArray(items)) return [];
  const sets = namedSubsets(list, { least: calls, scope }, context)
    .filter(({ places }) => places.size === calls)
    .map(({ places }) => items.flatMap((_, index) => (places.has(placeKey({ row, index })) ? [index] : [])))
    .filter((indices) => indices.length === calls);
  const distinct = [...new Map(sets.map((indices) => [indices.join(), indices])).values()];
  if (distinct.length < 2) return distinct;
  const given = scalarsByPath(unit.args).map(([, value]) => value);
  const holds = (item: Json | undefined): boolean =>
    scalarsByPath(item ?? null).some(([, value]) => given.some((one) => jsonEqual(one, value)));
  return distinct.filter((indices) => indices.every((index) => holds(items[index])));
}
