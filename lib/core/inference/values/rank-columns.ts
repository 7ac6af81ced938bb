import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { type Target, usable } from '../draft/target.ts';
import { saidFit } from '../words/said-source.ts';
import { isEcho, isOtherThing, similarity } from './fit-column.ts';

export function columnCandidates(target: Target, scope: Scope): Column[] {
  return scope.columns().filter(
    (column) =>
      usable(column, target) &&
      target.values.every((value, row) => {
        const seen = column.values[row];
        return seen !== undefined && jsonEqual(seen, value);
      }),
  );
}

export const varies = (column: Column): boolean =>
  new Set(column.values.map((value) => (value === undefined ? '' : canonicalJson(value)))).size > 1;

export function bestColumn(target: Target, scope: Scope): { column: Column; cost: number } | null {
  return rankColumns(columnCandidates(target, scope), target)[0] ?? null;
}

export function rankColumns(
  columns: readonly Column[],
  target: Target,
): { column: Column; cost: number; fit: number }[] {
  return columns
    .map((column) => {
      const fit = similarity(column, target);
      return {
        column,
        fit,
        cost:
          3 +
          column.cost -
          1.2 * fit +
          (isEcho(column) && saidFit(target.said ?? [], column) <= 1 ? 4 : 0) +
          (isOtherThing(column, target) ? 2.5 : 0),
      };
    })
    .sort((a, b) => a.cost - b.cost || (a.column.ready[0] ?? 0) - (b.column.ready[0] ?? 0));
}
