import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { ABSENT, EXCLUDED, PRESENT } from '../../words/cues.ts';
import { addAtom, nullable } from './add-atom.ts';
import { bitsOf } from './bits.ts';
import { fieldGround } from './field-ground.ts';
import { groundedLiteral } from './grounded-literal.ts';
import type { Atom, PredicateSearch } from './predicate.ts';
import { projectionsOf } from './projections.ts';

/** Lists inside an item: do they hold a value, are they empty, how many. */
export function listAtoms(column: Column, search: PredicateSearch, outer: readonly Column[], atoms: Atom[]): void {
  const field = fieldGround(column, search.prompt);
  const get = nullable(column.expr);
  addAtom(atoms, column.values, (value) => !Array.isArray(value) || value.length === 0, {
    expr: { $: 'fn', name: 'isEmpty', args: [get] },
    cost: 4 - field,
    grounded: field > 0 && search.prompt.hasWord(ABSENT),
    label: `${column.label} is empty`,
    column,
  });
  addAtom(atoms, column.values, (value) => Array.isArray(value) && value.length > 0, {
    expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
    cost: 4.5 - field + (search.prompt.hasWord(PRESENT) ? 0 : 2),
    grounded: field > 0 && search.prompt.hasWord(PRESENT),
    label: `${column.label} is not empty`,
    column,
  });
  const not = search.prompt.hasWord(EXCLUDED);
  for (const projection of projectionsOf(column)) {
    const distinct = new Set<Json>();
    for (const value of column.values) {
      if (!Array.isArray(value)) continue;
      for (const item of value) for (const leaf of leavesOf(item)) distinct.add(leaf);
    }
    if (distinct.size > 80) continue;
    for (const value of distinct) {
      const literal = groundedLiteral(value, column, search);
      const inside = column.values.map((_, row) => projection.has(row, value));
      if (!inside.some(Boolean)) continue;
      const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, literal.expr] };
      const cost = 3 + literal.cost - field + column.cost * 0.2;
      atoms.push({
        bits: bitsOf(inside),
        expr: has,
        cost,
        grounded: literal.grounded,
        label: `${column.label} has ${JSON.stringify(value)}`,
        atoms: 1,
        units: column.units,
      });
      atoms.push({
        bits: bitsOf(inside.map((hit) => !hit)),
        expr: { $: 'fn', name: 'not', args: [has] },
        cost: cost + (not ? 1 : 4),
        grounded: literal.grounded && not,
        label: `${column.label} has no ${JSON.stringify(value)}`,
        atoms: 1,
        units: column.units,
      });
    }
    for (const other of outer) {
      if (isListColumn(other)) continue;
      const inside = column.values.map((_, row) => {
        const value = other.values[row];
        return value !== undefined && value !== null && typeof value !== 'object' && projection.has(row, value);
      });
      if (!inside.some(Boolean)) continue;
      const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, other.expr] };
      atoms.push({
        bits: bitsOf(inside),
        expr: has,
        cost: 4 + other.cost * 0.3,
        grounded: true,
        label: `${column.label} has ${other.label}`,
        atoms: 1,
        units: [...column.units, ...other.units],
      });
    }
  }
}

function leavesOf(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return value === null ? [] : [value];
  return Object.values(value).flatMap((member) => leavesOf(member));
}
