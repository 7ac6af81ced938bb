import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { standingColumns } from '../standing/standing-columns.ts';
import type { Change } from './changes.ts';
import { changesOf } from './changes-of.ts';
import { spansOf } from './spans.ts';

/** The column after a change. */
export function changeColumn(column: Column, change: Change): Column {
  return {
    ...column,
    expr: change.expr(column.expr),
    values: column.values.map((value) =>
      value === undefined || value === null ? undefined : (change.apply(value) ?? undefined),
    ),
    cost: column.cost + change.cost,
    origin: 'computed',
    label: change.name === 'text' ? column.label : `${column.label} (${change.name})`,
  };
}

/** Columns that give the target's values after one change. A change that leaves all values as they were is none. */
export function changedColumns(target: Target, scope: Scope, context: DraftContext): Column[] {
  const found: Column[] = [];
  const [sample] = target.values;
  if (typeof sample !== 'string' && typeof sample !== 'number') return found;
  const spans = spansOf(scope);
  found.push(...spans.filter((column) => usable(column, target) && isSame(column, target)));
  for (const column of [...standingColumns(String(sample), scope, context), ...spans]) {
    const [value] = column.values;
    if ((typeof value !== 'string' && typeof value !== 'number') || !usable(column, target)) continue;
    for (const { change, result } of changesOf(value, context)) {
      // Two rows that happen to be in lower case do not show that case is changed.
      if (result === sample && gives(column, change, target) && !isSame(column, target))
        found.push(changeColumn(column, change));
    }
  }
  return found;
}

function gives(column: Column, change: Change, target: Target): boolean {
  return target.values.every((wanted, row) => {
    const seen = column.values[row];
    return seen !== undefined && seen !== null && change.apply(seen) === wanted;
  });
}

function isSame(column: Column, target: Target): boolean {
  return target.values.every((wanted, row) => wanted === column.values[row]);
}
