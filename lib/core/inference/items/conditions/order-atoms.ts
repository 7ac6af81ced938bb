import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { isIdentifier } from '../../columns/is-identifier.ts';
import type { AtomBook } from './atom-book.ts';
import { COMPARISONS } from './comparisons.ts';
import { dateAtoms } from './date-atoms.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';
import { saidLimits } from './said-limits.ts';
import { writtenDates } from './written-dates.ts';
import { zeroAtoms } from './zero-atoms.ts';

/** Numbers and dates against numbers that the user named, and against now. */
export function orderAtoms(column: Column, field: number, search: PredicateSearch, book: AtomBook): void {
  const texts = column.values.filter((value): value is string => typeof value === 'string' && value !== '');
  // A number that names something is measured only where the user speaks of it.
  if (isIdentifier(column) && field === 0) return;
  if (column.values.some((value) => typeof value === 'number')) numberAtoms(column, field, search, book, 'number');
  else if (texts.length === 0) return;
  else if (texts.every((value) => /^-?\d+(\.\d+)?$/.test(value))) numberAtoms(column, field, search, book, 'text');
  const beside = search.scope.columns().filter(search.own);
  for (const dates of writtenDates(column, beside)) dateAtoms(dates, field, search, book);
}

function numberAtoms(
  column: Column,
  field: number,
  search: PredicateSearch,
  book: AtomBook,
  written: 'number' | 'text',
): void {
  const get = nullable(column.expr);
  const numbers = column.values.map(numberOf);
  const compared = (name: string, literal: Expr): Expr =>
    written === 'number' ? { $: 'fn', name, args: [get, literal] } : comparedAsNumber(name, { get, literal });
  zeroAtoms({ column, numbers, compared }, field, search, book);
  const said = search.prompt.numbers();
  for (const [at, number] of said.entries()) {
    // A number that was said twice is one limit.
    if (said.findIndex(({ value }) => value === number.value) < at) continue;
    const literal = search.inputs.refer({
      value: number.value,
      spans: [number.span],
      name: ['limit', ...column.words],
      weak: true,
    });
    for (const limit of saidLimits(number, column, search.prompt)) {
      for (const [name, test, hint] of COMPARISONS) {
        const hinted = search.prompt.hasWord(hint);
        book.add(
          (row) => {
            const value = numbers[row];
            return value !== null && value !== undefined && test(value, limit.value);
          },
          () => ({
            expr: compared(name, limit.of(literal)),
            cost: 4 + limit.cost - field + (hinted ? 0 : 3) + column.cost * 0.2,
            grounded: hinted,
            label: `${column.label} ${name} ${limit.label}`,
            units: column.units,
          }),
        );
      }
    }
  }
}

function numberOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== '' ? Number(value) : null;
}

/** A number that is written as text, where there is one. */
function comparedAsNumber(name: string, { get, literal }: { readonly get: Expr; readonly literal: Expr }): Expr {
  return {
    $: 'fn',
    name: 'and',
    args: [
      { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
      { $: 'fn', name, args: [{ $: 'fn', name: 'toNumber', args: [get] }, literal] },
    ],
  };
}
