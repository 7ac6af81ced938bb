import type { Column } from '../../columns/column.ts';
import { flatLists } from '../../columns/flat-lists.ts';
import { isOfAllRows, OF_ALL_ROWS } from '../../columns/of-all-rows.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { describedLists } from '../../items/described-lists.ts';
import { standingLists } from '../standing/standing-columns.ts';
import { aggregates } from './aggregates.ts';
import { inOtherUnits } from './in-other-units.ts';
import { reckonings } from './reckonings.ts';
import { saidReckonings } from './said-reckonings.ts';

/** Numbers that follow from what is there: how many, sums, extremes, and small reckonings, also with numbers that the user named. */
export function derivedColumns(target: Target, scope: Scope, context: DraftContext): Column[] {
  const wanted = target.values.filter((value) => typeof value === 'number');
  if (wanted.length < target.values.length) return [];
  const found: Column[] = [];
  const made = [...flatLists(scope, context), ...describedLists(scope, context)];
  for (const list of [...standingLists(String(wanted[0]), scope, context), ...made]) {
    if (!usable(list, target)) continue;
    const dearer = isOfAllRows(list) ? OF_ALL_ROWS : 0;
    for (const figure of aggregates(list, context, (figure, row) => figure === wanted[row]))
      found.push({ ...figure, cost: figure.cost + dearer });
  }
  found.push(...inOtherUnits(target, scope, made, wanted, context));
  return [...found, ...saidReckonings(target, scope, wanted, context), ...reckonings(target, scope, wanted)];
}
