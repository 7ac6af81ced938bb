import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import { isJudged } from '../../values/judgement/judged-columns.ts';
import { ABSENT, EXCLUDED, PRESENT } from '../../words/cues.ts';
import type { AtomBook } from './atom-book.ts';
import { booleanAtoms } from './boolean-atoms.ts';
import { falseOrTextAtoms } from './false-or-text-atoms.ts';
import { fieldGround } from './field-ground.ts';
import { groundedLiteral } from './grounded-literal.ts';
import { nullable } from './nullable.ts';
import { orderAtoms } from './order-atoms.ts';
import type { PredicateSearch } from './predicate.ts';
import { textAtoms } from './text-atoms.ts';

/** Conditions on a plain member: is it there, which value has it, which does it not have, what does it contain. */
export function scalarAtoms(column: Column, search: PredicateSearch, book: AtomBook): void {
  const field = fieldGround(column, search.prompt);
  const scalars = scalarsIn(column.values);
  if (scalars.length === 0) return;
  presenceAtoms(column, field, search, book);
  if (scalars.every((value) => typeof value === 'boolean')) {
    booleanAtoms(column, field, search, book);
    return;
  }
  falseOrTextAtoms(column, field, search, book);
  const listed = column.about.includes('list in the prompt');
  if (scalars.length <= MAX_VALUES && !listed) equalityAtoms(column, scalars, field, search, book);
  // What the user said otherwise in each recording is given as a whole.
  if (column.origin !== 'input' && !listed && !isJudged(column) && scalars.some((value) => typeof value === 'string'))
    textAtoms(column, field, search, book);
  orderAtoms(column, field, search, book);
}

/** A member with more different values than this is no kind or state. */
const MAX_VALUES = 60;

type Scalar = string | number | boolean;

function scalarsIn(values: readonly (Json | undefined)[]): readonly Scalar[] {
  const distinct = new Set<Scalar>();
  for (const value of values)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') distinct.add(value);
  return [...distinct];
}

const isNothing = (value: Json | undefined): boolean => value === null || value === undefined || value === '';

function presenceAtoms(column: Column, field: number, search: PredicateSearch, book: AtomBook): void {
  const { values, units } = column;
  if (!values.some(isNothing)) return;
  // That the list has no such entry is said of the list.
  if (column.entry !== undefined && !values.some((value) => value === null || value === '')) return;
  const get = nullable(column.expr);
  const some = search.prompt.hasWord(PRESENT);
  const none = search.prompt.hasWord(ABSENT);
  book.add(
    (row) => isNothing(values[row]),
    () => ({
      expr: { $: 'fn', name: 'isEmpty', args: [get] },
      cost: 4 - field + (none ? 0 : 3) + column.cost * 0.2,
      grounded: none && field > 0,
      label: `${column.label} is empty`,
      units,
    }),
  );
  book.add(
    (row) => !isNothing(values[row]),
    () => ({
      expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
      // Who speaks of those without one speaks of those with one.
      cost: 4.5 - field + (some || none ? 0 : 2) + column.cost * 0.2,
      grounded: field > 0 && (some || none),
      label: `${column.label} is set`,
      units,
    }),
  );
}

function equalityAtoms(
  column: Column,
  scalars: readonly Scalar[],
  field: number,
  search: PredicateSearch,
  book: AtomBook,
): void {
  const { values, units } = column;
  const get = nullable(column.expr);
  const negative = search.prompt.hasWord(EXCLUDED);
  for (const value of scalars) {
    if (typeof value === 'boolean') continue;
    const literal = groundedLiteral(value, column, search);
    book.add(
      (row) => values[row] === value,
      () => ({
        expr: { $: 'fn', name: 'eq', args: [get, literal.expr] },
        cost: 2.5 + literal.cost - field + column.cost * 0.2,
        grounded: literal.grounded,
        label: `${column.label} is ${JSON.stringify(value)}`,
        units,
        family: `${column.label} ${String(value).toLowerCase()}`,
      }),
    );
    book.add(
      (row) => values[row] !== value,
      () => ({
        expr: { $: 'fn', name: 'ne', args: [get, literal.expr] },
        cost: 4.5 + literal.cost - field + (negative ? 0 : 3) + column.cost * 0.2,
        grounded: literal.grounded && negative,
        label: `${column.label} is not ${JSON.stringify(value)}`,
        units,
      }),
    );
  }
}
