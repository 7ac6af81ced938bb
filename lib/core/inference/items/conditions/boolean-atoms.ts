import type { Column } from '../../columns/column.ts';
import type { AtomBook } from './atom-book.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** A flag counts as named where its words stand in the prompt; without such a word it is a guess. */
export function booleanAtoms(column: Column, field: number, search: PredicateSearch, book: AtomBook): void {
  const { values, units } = column;
  const get = nullable(column.expr);
  const named = field > 0;
  book.add(
    (row) => values[row] === true,
    () => ({
      expr: { $: 'fn', name: 'eq', args: [get, { $: 'lit', value: true }] },
      cost: named ? 1.5 : 7,
      grounded: named,
      label: `${column.label}`,
      units,
    }),
  );
  book.add(
    (row) => values[row] !== true,
    () => ({
      expr: { $: 'fn', name: 'ne', args: [get, { $: 'lit', value: true }] },
      cost: named ? 2 : 7.5,
      grounded: named || search.prompt.hasWord(new RegExp(`\\b(un|in|non-?)${column.words.join('[ _-]?')}`, 'i')),
      label: `not ${column.label}`,
      units,
    }),
  );
}
