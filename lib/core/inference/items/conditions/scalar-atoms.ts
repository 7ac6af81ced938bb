import { canonicalJson } from '../../../json/canonical.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { ABSENT, EXCLUDED, PRESENT } from '../../words/cues.ts';
import { addAtom, nullable } from './add-atom.ts';
import { fieldGround } from './field-ground.ts';
import { groundedLiteral } from './grounded-literal.ts';
import { orderAtoms } from './order-atoms.ts';
import type { Atom, PredicateSearch } from './predicate.ts';
import { textAtoms } from './text-atoms.ts';

export function scalarAtoms(column: Column, search: PredicateSearch, atoms: Atom[]): void {
  const { prompt } = search;
  const values = column.values;
  const field = fieldGround(column, prompt);
  const distinct = new Map<string, Json>();
  for (const value of values) if (value !== undefined && value !== null) distinct.set(canonicalJson(value), value);
  const scalars = [...distinct.values()].filter((value) => typeof value !== 'object');
  const nulls = values.some((value) => value === null || value === undefined || value === '');
  const get = nullable(column.expr);
  if (nulls && scalars.length > 0) {
    const some = prompt.hasWord(PRESENT);
    const none = prompt.hasWord(ABSENT);
    addAtom(atoms, values, (value) => value === null || value === undefined || value === '', {
      expr: { $: 'fn', name: 'isEmpty', args: [get] },
      cost: 4 - field + (none ? 0 : 3) + column.cost * 0.2,
      grounded: none && field > 0,
      label: `${column.label} is empty`,
      column,
    });
    addAtom(atoms, values, (value) => !(value === null || value === undefined || value === ''), {
      expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
      cost: 4.5 - field + (some ? 0 : 2) + column.cost * 0.2,
      grounded: field > 0 && some,
      label: `${column.label} is set`,
      column,
    });
  }
  if (scalars.every((value) => typeof value === 'boolean')) {
    if (scalars.length > 0) booleanAtoms(column, field, search, atoms);
    return;
  }
  const listed = column.about.includes('list in the prompt');
  if (scalars.length <= 60 && !listed) {
    for (const value of scalars) {
      if (typeof value === 'boolean') continue;
      const literal = groundedLiteral(value, column, search);
      const eq: Expr = { $: 'fn', name: 'eq', args: [get, literal.expr] };
      addAtom(atoms, values, (member) => member === value, {
        expr: eq,
        cost: 2.5 + literal.cost - field + column.cost * 0.2,
        grounded: literal.grounded,
        label: `${column.label} is ${JSON.stringify(value)}`,
        column,
        family: `${column.label} ${String(value).toLowerCase()}`,
      });
      const negative = prompt.hasWord(EXCLUDED);
      addAtom(atoms, values, (member) => member !== value, {
        expr: { $: 'fn', name: 'ne', args: [get, literal.expr] },
        cost: 4.5 + literal.cost - field + (negative ? 0 : 3) + column.cost * 0.2,
        grounded: literal.grounded && negative,
        label: `${column.label} is not ${JSON.stringify(value)}`,
        column,
      });
    }
  }
  if (!listed && scalars.some((value) => typeof value === 'string')) textAtoms(column, field, search, atoms);
  orderAtoms(column, field, search, atoms);
}

/** A flag counts as named where its words stand in the prompt; without such a word it is a guess. */
function booleanAtoms(column: Column, field: number, search: PredicateSearch, atoms: Atom[]): void {
  const get = nullable(column.expr);
  const named = field > 0;
  addAtom(atoms, column.values, (value) => value === true, {
    expr: { $: 'fn', name: 'eq', args: [get, { $: 'lit', value: true }] },
    cost: named ? 1.5 : 7,
    grounded: named,
    label: `${column.label}`,
    column,
  });
  addAtom(atoms, column.values, (value) => value !== true, {
    expr: { $: 'fn', name: 'ne', args: [get, { $: 'lit', value: true }] },
    cost: named ? 2 : 7.5,
    grounded: named || search.prompt.hasWord(new RegExp(`\\b(un|in|non-?)${column.words.join('[ _-]?')}`, 'i')),
    label: `not ${column.label}`,
    column,
  });
}
