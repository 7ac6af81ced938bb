import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { ABSENT, EXCLUDED, PRESENT } from '../../words/cues.ts';
import type { AtomBook } from './atom-book.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** Members that are false, or say what there is: `"deprecated": false` beside `"deprecated": "Use 3.x"`. */
export function falseOrTextAtoms(column: Column, field: number, search: PredicateSearch, book: AtomBook): void {
  const { values, units } = column;
  if (!values.includes(false) || !values.some((value) => typeof value === 'string' && value !== '')) return;
  const get = nullable(column.expr);
  const isOff: Expr = {
    $: 'fn',
    name: 'or',
    args: [
      { $: 'fn', name: 'isEmpty', args: [get] },
      { $: 'fn', name: 'eq', args: [get, { $: 'lit', value: false }] },
    ],
  };
  const none = search.prompt.hasWord(ABSENT) || search.prompt.hasWord(EXCLUDED);
  const some = search.prompt.hasWord(PRESENT);
  const cost = 3.5 - field + column.cost * 0.2;
  book.add(
    (row) => isNothingOrFalse(values[row]),
    () => ({
      expr: isOff,
      cost: cost + (none ? 0 : 3),
      grounded: none && field > 0,
      label: `not ${column.label}`,
      units,
    }),
  );
  book.add(
    (row) => !isNothingOrFalse(values[row]),
    () => ({
      expr: { $: 'fn', name: 'not', args: [isOff] },
      cost: cost + (some || none || field > 0 ? 0.5 : 2.5),
      grounded: field > 0,
      label: column.label,
      units,
    }),
  );
}

const isNothingOrFalse = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || value === false;
