import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { type Target, usable } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { saidFit } from '../words/said-source.ts';
import { isEcho, isOtherThing, similarity } from './fit-column.ts';
import { standingColumns } from './standing/standing-columns.ts';

/** Columns that hold the target's value in every row. */
export function columnCandidates(target: Target, scope: Scope, context: DraftContext): Column[] {
  const [first] = target.values;
  const plain = typeof first === 'string' || typeof first === 'number';
  const columns = plain ? standingColumns(String(first), scope, context) : scope.columns();
  return columns.filter(
    (column) =>
      target.values.every((value, row) => {
        const seen = column.values[row];
        return seen !== undefined && jsonEqual(seen, value);
      }) && usable(column, target),
  );
}

export const varies = (column: Column): boolean =>
  new Set(column.values.map((value) => (value === undefined ? '' : canonicalJson(value)))).size > 1;

export function bestColumn(
  target: Target,
  scope: Scope,
  context: DraftContext,
): { column: Column; cost: number } | null {
  return rankColumns(columnCandidates(target, scope, context), target)[0] ?? null;
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
