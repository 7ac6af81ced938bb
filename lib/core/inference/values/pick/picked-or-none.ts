import { canonicalJson } from '../../../json/canonical.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Site } from '../../blocks/site.ts';
import type { Column } from '../../columns/column.ts';
import { itemsOf } from '../../columns/item-paths.ts';
import { below } from '../../columns/location.ts';
import type { Scope } from '../../columns/scope.ts';
import { nth } from '../../draft/doubts.ts';
import { weightOf } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { nullable } from '../../items/conditions/nullable.ts';
import { selectItems } from '../../items/select-items.ts';
import type { Selection, SelectionProblem } from '../../items/selection.ts';
import { targetOf } from '../explain-argument.ts';
import { columnCandidates } from '../rank-columns.ts';
import { type PickOption, pickOptions } from './pick-options.ts';

/** The item that comes first in each row's list, which a call is for, and the condition that there is one. */
export interface PickedOrNone {
  readonly condition: Expr;
  readonly item: Column;
  readonly label: string;
  readonly status: Selection['status'];
  readonly doubts: readonly string[];
}

/**
 * "In each project promote the newest deployment that is ready; one that has none stays as it is": a call for one item of
 * a list, made just where such an item is. What is said of the item has to hold for none of the items of
 * the rows without the call. Items found by a condition alone are `foundRecord`'s. With `isSaid` the user named a condition already, and what comes first in a list is no pick.
 * Null where the item is no pick, or nothing that the user said picks it.
 */
export function pickedOrNone(site: Site, scope: Scope, isSaid: boolean, context: DraftContext): PickedOrNone | null {
  const rows = site.units.flatMap((unit, row) => (unit === undefined ? [] : [row]));
  const units = rows.flatMap((row) => site.units[row] ?? []);
  const present = scope.pick(rows);
  for (const name of Object.keys(units[0]?.args ?? {})) {
    if (!units.every((unit) => Object.hasOwn(unit.args, name))) continue;
    const having = units.map((_, at) => at);
    const target = targetOf(name, units, having, site, context);
    if (columnCandidates(target, present, context).some(({ entry }) => isSaid || entry === undefined)) continue;
    for (const option of pickOptions(target, present, context).slice(0, 3)) {
      const list = listOfAll(option, scope);
      if (list === null || option.chosen.some((indices) => indices.length !== 1)) continue;
      const chosen = Array.from({ length: scope.rows }, (_, row) => option.chosen[rows.indexOf(row)] ?? []);
      const about: Json = [site.tool, 'picked', name, ...nth(site.units, context)];
      const problem = { list, outer: scope, chosen, ordered: true, about, weight: weightOf(target) };
      const found = byOrder(problem, context);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The list as all rows have it, where some has several items. */
function listOfAll({ list }: PickOption, scope: Scope): Column | null {
  const wanted = canonicalJson(nullable(list.expr));
  const found = scope.lists().find(({ expr }) => canonicalJson(nullable(expr)) === wanted);
  if (found === undefined || !found.values.every((value) => Array.isArray(value))) return null;
  return found.values.some((value) => Array.isArray(value) && value.length > 1) ? found : null;
}

function byOrder(problem: SelectionProblem, context: DraftContext): PickedOrNone | null {
  const selection = selectItems(problem, context);
  const sort = selection?.expr;
  if (selection === null || sort?.$ !== 'sort' || sort.take === undefined) return null;
  // Who takes the first of them by some order takes one wherever there is one.
  const condition: Expr =
    sort.in.$ === 'over' && sort.in.op === 'filter'
      ? { ...sort.in, op: 'some' }
      : { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [sort.in] }] };
  return {
    condition,
    item: itemColumn(problem, { $: 'fn', name: 'first', args: [sort] }),
    label: `there is ${selection.label}`,
    status: selection.status,
    doubts: selection.doubts,
  };
}

function itemColumn({ list, chosen }: SelectionProblem, expr: Expr): Column {
  const { locate } = list;
  return {
    ...list,
    expr,
    values: chosen.map(([index = -1], row): Json | undefined => itemsOf(list, row)[index]),
    cost: list.cost + 1,
    label: `the picked ${list.words.at(-1) ?? 'item'}`,
    ...(locate === undefined ? {} : { locate: (row: number) => below(locate(row), chosen[row]?.[0] ?? 0) }),
  };
}
