import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { addAtom, nullable } from './add-atom.ts';
import { COMPARISONS } from './comparisons.ts';
import { dateAtoms } from './date-atoms.ts';
import type { Atom, PredicateSearch } from './predicate.ts';

/** Numbers and dates against numbers that the user named, and against now. */
export function orderAtoms(column: Column, field: number, search: PredicateSearch, atoms: Atom[]): void {
  const get = nullable(column.expr);
  const numeric = column.values.some((value) => typeof value === 'number');
  const texts = column.values.filter((value): value is string => typeof value === 'string' && value !== '');
  const numericText = !numeric && texts.length > 0 && texts.every((value) => /^-?\d+(\.\d+)?$/.test(value));
  if (numeric || numericText) {
    const left: Expr = numericText ? { $: 'fn', name: 'toNumber', args: [get] } : get;
    const read = (value: Json | undefined) =>
      typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : null;
    for (const number of search.prompt.numbers()) {
      const literal = search.inputs.refer({
        value: number.value,
        spans: [number.span],
        name: ['limit', ...column.words],
        weak: true,
      });
      for (const [name, test, hint] of COMPARISONS) {
        const hinted = search.prompt.hasWord(hint);
        addAtom(
          atoms,
          column.values,
          (value) => {
            const n = read(value);
            return n !== null && test(n, number.value);
          },
          {
            expr: numericText
              ? {
                  $: 'fn',
                  name: 'and',
                  args: [
                    { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
                    { $: 'fn', name, args: [left, literal] },
                  ],
                }
              : { $: 'fn', name, args: [get, literal] },
            cost: 4 - field + (hinted ? 0 : 3) + column.cost * 0.2,
            grounded: hinted,
            label: `${column.label} ${name} ${number.value}`,
            column,
          },
        );
      }
    }
  }
  const dates = texts.length > 0 && texts.every((value) => ISO.test(value));
  if (dates) dateAtoms(column, field, search, atoms);
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
