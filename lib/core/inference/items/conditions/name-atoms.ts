import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { AtomBook } from './atom-book.ts';
import type { PredicateSearch } from './predicate.ts';

const GIVEN = /^(given|first|fore|christian)$/;
const FAMILY = /^(family|last|sur|second)$/;

/** People by the name that the user wrote in one piece and the data hold in two: `given_name` and `family_name`. */
export function nameAtoms(own: readonly Column[], search: PredicateSearch, book: AtomBook): void {
  const given = own.filter((column) => isPart(column, GIVEN));
  const family = own.filter((column) => isPart(column, FAMILY));
  for (const first of given) {
    for (const last of family) {
      for (const [a, b, between] of [
        [first, last, ' '],
        [last, first, ', '],
        [last, first, ' '],
      ] as const)
        wholeNames(a, b, between, search, book);
    }
  }
}

function isPart(column: Column, part: RegExp): boolean {
  const words = column.words.flatMap((word) => (/^(fore|sur)name$/.test(word) ? [word.slice(0, -4), 'name'] : [word]));
  const named = words.includes('name') || words.length === 1;
  return named && words.some((word) => part.test(word)) && column.values.some((value) => typeof value === 'string');
}

function wholeNames(a: Column, b: Column, between: string, search: PredicateSearch, book: AtomBook): void {
  const whole = a.values.map((value, row) => {
    const other = b.values[row];
    return typeof value === 'string' && typeof other === 'string' ? `${value}${between}${other}` : undefined;
  });
  const said = new Set(
    whole.filter((name, row) => name !== undefined && search.chosen[row] === true && search.prompt.says(name)),
  );
  for (const name of said) {
    if (name === undefined) continue;
    const input = search.inputs.refer({ value: name, spans: search.prompt.spansOf(name), name: ['name'], weak: true });
    const text: Expr = { $: 'text', parts: [a.expr, between, b.expr] };
    book.add(
      (row) => whole[row] === name,
      () => ({
        expr: { $: 'fn', name: 'eq', args: [text, input] },
        cost: 1.5 + a.cost * 0.2,
        grounded: true,
        label: `${a.label}${between}${b.label} is ${JSON.stringify(name)}`,
        units: [...a.units, ...b.units],
        family: `name ${name}`,
      }),
    );
  }
}
