import { type Column, isListColumn } from '../../columns/column.ts';
import { itemPaths } from '../../columns/item-paths.ts';
import type { Gathered, Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { aggregates } from './aggregates.ts';
import { converted, ratioOf, type Unit, unitOf } from './units.ts';

/**
 * Numbers that are wanted in another unit than they are held in, as the two names say: `weightKg` of the sum of
 * `weightGrams`, `minutes` of `duration_s`; or as the user said: `quantity = hours` of the sum of `minutes`. `made` are
 * lists that were made of the scope's own.
 */
export function inOtherUnits(
  target: Target,
  scope: Scope,
  made: readonly Column[],
  wanted: readonly number[],
  context: DraftContext,
): readonly Column[] {
  const unit = [target.words, ...(target.said ?? [])].map(unitOf).find((one) => one !== null) ?? null;
  if (unit === null) return [];
  const single = scope.gather(measured).flatMap((column) => {
    const ratio = ratioOf(unitOf(column.words), unit);
    const fits =
      ratio !== null && usable(column, target) && wanted.every((value, row) => column.values[row] === value * ratio);
    return fits ? [inUnit(column, ratio, wanted)] : [];
  });
  const figures = [...scope.gather(measuredLists), ...made].flatMap((list) => {
    const ratios = new Set(unitsIn(list).map((own) => ratioOf(own, unit)));
    return [...ratios].flatMap((ratio) =>
      ratio === null || !usable(list, target)
        ? []
        : aggregates(list, context, (figure, row) => figure / ratio === wanted[row])
            .filter(({ words }) => ratioOf(unitOf(words), unit) === ratio)
            .map((column) => inUnit(column, ratio, wanted)),
    );
  });
  return [...single, ...figures];
}

const measured: Gathered = (_, reached) => reached.filter(({ words }) => unitOf(words) !== null);

const measuredLists: Gathered = (_, reached) =>
  reached.filter((column) => isListColumn(column) && unitsIn(column).length > 0);

/** The units that members of the items are named by. */
const unitsIn = (list: Column): readonly Unit[] =>
  itemPaths(list).flatMap(({ path }) => unitOf(wordsOf(path.at(-1) ?? '')) ?? []);

function inUnit(column: Column, ratio: number, wanted: readonly number[]): Column {
  return {
    ...column,
    expr: converted(column.expr, ratio),
    values: wanted,
    cost: column.cost + 1,
    origin: 'computed',
    label: `${column.label} in another unit`,
  };
}
