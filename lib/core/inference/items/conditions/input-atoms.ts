import { contains, containsExact } from '../../../functions/text.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { AtomBook, AtomText } from './atom-book.ts';
import { COMPARISONS } from './comparisons.ts';
import { fieldGround } from './field-ground.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** Conditions against what the user said otherwise in each recording: equal to it, containing it, more or less than it. */
export function inputAtoms(column: Column, search: PredicateSearch, outer: readonly Column[], book: AtomBook): void {
  const field = fieldGround(column, search.prompt);
  for (const input of outer) {
    if (input.origin !== 'input') continue;
    const holds =
      (test: (value: Json, said: Json) => boolean) =>
      (row: number): boolean => {
        const value = column.values[row];
        const said = input.values[row];
        return value !== undefined && value !== null && said !== undefined && said !== null && test(value, said);
      };
    const say = (name: string, cost: number, grounded: boolean): AtomText => {
      const expr: Expr = { $: 'fn', name, args: [nullable(column.expr), input.expr] };
      return {
        expr,
        cost: cost - field + column.cost * 0.2,
        grounded,
        label: `${column.label} ${name} ${input.label}`,
        units: column.units,
        family: `${column.label} ${input.label}`,
      };
    };
    book.add(
      holds((value, said) => value === said),
      () => say('eq', 2.8, true),
    );
    book.add(
      holds((value, said) => isText(value) && isText(said) && contains(value, said)),
      () => say('contains', 3.5, true),
    );
    book.add(
      holds((value, said) => isText(value) && isText(said) && containsExact(value, said)),
      () => say('containsExact', 4, true),
    );
    for (const [name, test, hint] of COMPARISONS) {
      const hinted = search.prompt.hasWord(hint);
      book.add(
        holds((value, said) => typeof value === 'number' && typeof said === 'number' && test(value, said)),
        () => say(name, hinted ? 4 : 7, hinted),
      );
    }
  }
}

const isText = (value: Json): value is string => typeof value === 'string';
