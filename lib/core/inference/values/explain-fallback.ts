import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { scalarsByPath } from '../blocks/loops/scalars-by-path.ts';
import type { Column } from '../columns/column.ts';
import { getMember } from '../columns/get-member.ts';
import type { Scope } from '../columns/scope.ts';
import type { Explanation } from '../draft/explanation.ts';
import { type Target, usable } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { nullable } from '../items/conditions/nullable.ts';

const MAX_ITEMS = 2000;

/**
 * A value that the user named for where there is none: "each goes to the nurse on duty of its ward; where nobody is on
 * duty, n-84 takes it". The others come from a member, or from the one record that a member of the item leads to.
 */
export function explainFallback(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const said = new Set(
    target.values.filter((value) =>
      typeof value === 'number'
        ? // A small number is said for many reasons; with the name of the argument it is said for this one.
          context.prompt.saysBeside(String(value), target.words)
        : typeof value === 'string' && value.length > 1 && context.prompt.says(value),
    ),
  );
  for (const value of said) {
    if (target.values.every((other) => jsonEqual(other, value))) continue;
    const source = memberSource(value, target, scope) ?? recordSource(value, target, scope, context);
    if (source === null) continue;
    const text = String(value);
    const spans = context.prompt.spansOf(text);
    const input = context.inputs.refer({ value, spans, name: ['fallback'], weak: true });
    return {
      expr: { $: 'fn', name: 'coalesce', args: [source.expr, input] },
      cost: source.cost + 3,
      origin: 'computed',
      status: 'proved',
      label: `${source.label}, else "${text}" in your words`,
      parts: [{ kind: 'prompt', spans, value }],
      units: source.units,
      doubts: [],
      alternatives: [],
    };
  }
  return null;
}

interface Source {
  readonly expr: Expr;
  readonly cost: number;
  readonly label: string;
  readonly units: readonly string[];
}

/** Whether a row's value is the target's, and is missing just where the fallback was used. */
function fits(seen: Json | undefined, wanted: Json, fallback: Json): boolean {
  const missing = seen === undefined || seen === null;
  return jsonEqual(wanted, fallback) ? missing || jsonEqual(seen, wanted) : !missing && jsonEqual(seen, wanted);
}

function memberSource(fallback: Json, target: Target, scope: Scope): Source | null {
  const column = scope
    .columns()
    .find(
      (candidate) =>
        usable(candidate, target) &&
        target.values.every((wanted, row) => fits(candidate.values[row], wanted, fallback)),
    );
  return column === undefined
    ? null
    : { expr: nullable(column.expr), cost: column.cost, label: column.label, units: column.units };
}

/** A member of the record of another list whose own member equals one of the item's. */
function recordSource(fallback: Json, target: Target, scope: Scope, context: DraftContext): Source | null {
  const keys = scope.columns().filter((column) => usable(column, target) && column.values.every(isKey));
  for (const list of scope.lists()) {
    const [items] = list.values;
    if (!Array.isArray(items) || items.length > MAX_ITEMS || !list.values.every((value) => value === items)) continue;
    const records = items.map((item) => new Map(scalarsByPath(item)));
    const paths = new Set(records.flatMap((record) => [...record.keys()]));
    for (const by of paths) {
      const byKey = new Map(records.map((record) => [record.get(by), record]));
      for (const key of keys) {
        if (!key.values.some((value) => byKey.has(value ?? null))) continue;
        const path = [...paths].find(
          (candidate) =>
            candidate !== by &&
            target.values.every((wanted, row) =>
              fits(byKey.get(key.values[row] ?? null)?.get(candidate), wanted, fallback),
            ),
        );
        if (path !== undefined) return sourceOf({ list, by, key, path }, context);
      }
    }
  }
  return null;
}

const isKey = (value: Json | undefined): boolean => typeof value === 'string' || typeof value === 'number';

function sourceOf(
  found: { readonly list: Column; readonly by: string; readonly key: Column; readonly path: string },
  context: DraftContext,
): Source {
  const { list, by, key, path } = found;
  const as = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const below = (from: Expr, way: string): Expr =>
    way
      .split('/')
      .filter((step) => step !== '')
      .reduce<Expr>((expr, step) => getMember(expr, step, true), from);
  const record: Expr = {
    $: 'over',
    op: 'find',
    in: list.expr,
    as,
    body: { $: 'fn', name: 'eq', args: [below({ $: 'ref', of: 'var', id: as }, by), key.expr] },
  };
  return {
    expr: below(record, path),
    cost: 4 + list.cost + key.cost,
    label: `${path} of the ${list.label} whose ${by} is ${key.label}`,
    units: [...list.units, ...key.units],
  };
}
