import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { Explanation } from '../draft/explanation.ts';
import { type Target, usable } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';

const MAX_VALUES = 12;

/** Words for all that was not named. */
const REST = /\b((all|any|every|the)(thing| |-)?(others?|else|rest|remaining)|everyone else|otherwise|else)\b/i;

interface Table {
  readonly column: Column;
  readonly pairs: ReadonlyMap<Json, Json>;
  /** What all values become that the user did not name; undefined where nothing was said of them. */
  readonly rest: Json | undefined;
}

/**
 * A value that follows from another by a table which the user gave in words: "low becomes P3, high becomes P1, all others
 * P2". A value that the table does not hold ends the run where nobody said what others become.
 */
export function explainMapping(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const wanted = new Set(target.values);
  if (wanted.size < 2 || wanted.size > MAX_VALUES) return null;
  if (![...wanted].every((value) => isPlain(value) && context.prompt.mentions(String(value)))) return null;
  let best: Table | null = null;
  for (const column of scope.columns()) {
    if (!usable(column, target) || (best !== null && column.cost >= best.column.cost)) continue;
    best = tableOf(column, target, context) ?? best;
  }
  if (best === null) return null;
  const variable = context.variables.make(['line']);
  const line: Expr = { $: 'ref', of: 'var', id: variable };
  const table: Expr = { $: 'lit', value: [...best.pairs].map(([from, to]) => ({ from, to })) };
  const { column, rest } = best;
  const body: Expr = { $: 'fn', name: 'eq', args: [{ $: 'get', from: line, path: ['from'] }, column.expr] };
  const found = (op: 'only' | 'find'): Expr => ({ $: 'over', op, in: table, as: variable, body });
  return {
    expr:
      rest === undefined
        ? { $: 'get', from: found('only'), path: ['to'] }
        : {
            $: 'fn',
            name: 'coalesce',
            args: [
              { $: 'get', from: found('find'), path: ['to'], missing: 'null' },
              { $: 'lit', value: rest },
            ],
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

/** The table that the user's words can mean where each value of the column goes with one target value. */
function tableOf(column: Column, target: Target, { prompt }: DraftContext): Table | null {
  const all = pairsOf(column, target);
  if (all === null || all.size > MAX_VALUES) return null;
  const pairs = new Map([...all].filter(([value]) => prompt.mentions(String(value))));
  const others = [...new Set([...all].filter(([value]) => !pairs.has(value)).map(([, wanted]) => wanted))];
  // A value that the user did not speak of goes with the rest, if there is one.
  if (others.length > 1 || (others.length === 1 && (pairs.size === 0 || !prompt.asksFor(REST)))) return null;
  // A table with one line per item is no table, and one that the user did not speak of is a coincidence.
  if (pairs.size === target.values.length && pairs.size > 3) return null;
  return { column, pairs, rest: others[0] };
}

/** Each value of the column with the one target value that goes with it; null where one goes with two. */
function pairsOf(column: Column, target: Target): ReadonlyMap<Json, Json> | null {
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
