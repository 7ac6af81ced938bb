import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { aggregates } from './aggregates.ts';
import { reckonings } from './reckonings.ts';

/** Numbers that follow from what is there: how many, sums, extremes, and small reckonings; only those that fit. */
export function derivedColumns(target: Target, scope: Scope, context: DraftContext): Column[] {
  const found: Column[] = [];
  const wanted = target.values.map((value) => (typeof value === 'number' ? value : null));
  if (wanted.some((value) => value === null)) return found;
  const fits = (values: readonly (number | null | undefined)[]): boolean =>
    values.every((value, row) => value !== undefined && value !== null && value === wanted[row]);
  for (const list of scope.lists()) {
    if (!usable(list, target)) continue;
    for (const column of aggregates(list, context, (first) => first === wanted[0]))
      if (fits(column.values.map((value) => (typeof value === 'number' ? value : null)))) found.push(column);
  }
  found.push(...reckonings(target, scope, wanted));
  return found;
}
