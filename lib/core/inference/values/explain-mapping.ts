import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { Explanation } from '../draft/explanation.ts';
import { type Target, usable } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';

const MAX_VALUES = 12;

/**
 * A value that follows from another by a table which the user gave in words: "low becomes P3, high becomes P1". A value
 * that the table does not hold ends the run: nobody said what it becomes.
 */
export function explainMapping(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const wanted = new Set(target.values);
  if (wanted.size < 2 || wanted.size > MAX_VALUES) return null;
  if (![...wanted].every((value) => isPlain(value) && context.prompt.mentions(String(value)))) return null;
  let best: { column: Column; pairs: ReadonlyMap<Json, Json>; said: number } | null = null;
  for (const column of scope.columns()) {
    if (!usable(column, target)) continue;
    const pairs = tableOf(column, target);
    if (pairs === null || pairs.size > MAX_VALUES) continue;
    const said = [...pairs.keys()].filter((value) => context.prompt.mentions(String(value))).length;
    // A table with one line per item is no table, and one that the user did not speak of is a coincidence.
    if (said < pairs.size || (pairs.size === target.values.length && pairs.size > 3)) continue;
    if (best === null || column.cost < best.column.cost) best = { column, pairs, said };
  }
  if (best === null) return null;
  const variable = context.variables.make(['line']);
  const line: Expr = { $: 'ref', of: 'var', id: variable };
  const table: Expr = { $: 'lit', value: [...best.pairs].map(([from, to]) => ({ from, to })) };
  const { column } = best;
  return {
    expr: {
      $: 'get',
      from: {
        $: 'over',
        op: 'only',
        in: table,
        as: variable,
        body: { $: 'fn', name: 'eq', args: [{ $: 'get', from: line, path: ['from'] }, column.expr] },
      },
      path: ['to'],
    },
    cost: 6 + column.cost,
    origin: 'computed',
    status: 'proved',
    label: `${column.label}, by the table in your words`,
    parts: [{ kind: 'column', column }],
    units: column.units,
    doubts: [],
    alternatives: [],
  };
}

/** Each value of the column with the one target value that goes with it; null where one goes with two. */
function tableOf(column: Column, target: Target): ReadonlyMap<Json, Json> | null {
  const pairs = new Map<Json, Json>();
  for (const [row, wanted] of target.values.entries()) {
    const value = column.values[row];
    if (value === undefined || !isPlain(value)) return null;
    const known = pairs.get(value);
    if (known !== undefined && known !== wanted) return null;
    pairs.set(value, wanted);
  }
  return pairs.size < 2 ? null : pairs;
}

function isPlain(value: Json): boolean {
  return (
    (typeof value === 'string' && value !== '' && value.length <= 40) ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  );
}
