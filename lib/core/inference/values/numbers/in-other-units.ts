import type { Column } from '../../columns/column.ts';
import { itemPaths } from '../../columns/item-paths.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { aggregates } from './aggregates.ts';
import { converted, ratioOf, unitOf } from './units.ts';

/**
 * Numbers that are wanted in another unit than they are held in, as the two names say: `weightKg` of the sum of
 * `weightGrams`, `minutes` of `duration_s`; or as the user said: `quantity = hours` of the sum of `minutes`.
 */
export function inOtherUnits(
  target: Target,
  scope: Scope,
  lists: readonly Column[],
  wanted: readonly number[],
  context: DraftContext,
): readonly Column[] {
  const unit = [target.words, ...(target.said ?? [])].map(unitOf).find((one) => one !== null) ?? null;
  if (unit === null) return [];
  const single = scope.columns().flatMap((column) => {
    const ratio = ratioOf(unitOf(column.words), unit);
    const fits =
      ratio !== null && usable(column, target) && wanted.every((value, row) => column.values[row] === value * ratio);
    return fits ? [inUnit(column, ratio, wanted)] : [];
  });
  const figures = lists.flatMap((list) => {
    const ratios = new Set(itemPaths(list).map(({ path }) => ratioOf(unitOf(wordsOf(path.at(-1) ?? '')), unit)));
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
