import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { literally } from '../../words/literally.ts';
import { plural } from '../../words/plural.ts';
import type { AtomBook } from './atom-book.ts';
import type { PredicateSearch } from './predicate.ts';

/** Ways to say that a number has come down to zero or below. */
const NOTHING_LEFT =
  /\b(no|zero) (\p{L}+ ){0,2}(left|remaining|remains?|available|in stock)\b|\b(none|nothing) (is |are )?(left|remaining|available)\b|\b(sold|run|ran|runs) out\b|\bout of stock\b|\bused up\b|\bexpired\b|\bexhausted\b|\boverdrawn\b|\bin the red\b/u;

interface Side {
  readonly name: 'le' | 'lt' | 'ge' | 'gt';
  readonly test: (value: number) => boolean;
  /** What the user named costs nothing, the other side of it something. */
  readonly cost: number;
}

const NONE: Side = { name: 'le', test: (value) => value <= 0, cost: 0 };
const SOME: Side = { name: 'gt', test: (value) => value > 0, cost: 0 };
const BELOW: Side = { name: 'lt', test: (value) => value < 0, cost: 0 };
const NOT_BELOW: Side = { name: 'ge', test: (value) => value >= 0, cost: 2 };

/** Words that set a number against zero, with both sides; `left` may be said of anything and needs the member's name. */
const SAID: readonly { readonly words: RegExp; readonly named: boolean; readonly sides: readonly Side[] }[] = [
  { words: NOTHING_LEFT, named: true, sides: [NONE, SOME] },
  { words: /\b(negative|below zero|less than zero)\b/, named: false, sides: [BELOW, NOT_BELOW] },
  { words: /\b(positive|above zero|more than zero)\b/, named: false, sides: [SOME, { ...NONE, cost: 2 }] },
];

/**
 * "No days left", "sold out", "a negative balance": on which side of zero the number is, and where something else is to
 * happen, the other side. Where there is no number, neither holds.
 */
export function zeroAtoms(
  number: {
    readonly column: Column;
    readonly numbers: readonly (number | null)[];
    readonly compared: (name: string, literal: Expr) => Expr;
  },
  field: number,
  search: PredicateSearch,
  book: AtomBook,
): void {
  const { column, numbers, compared } = number;
  const sides = SAID.flatMap(({ words, named, sides }) =>
    (named && field === 0) || !search.prompt.hasWord(words) ? [] : sides,
  );
  if (sides.length === 0 && isCounted(column, numbers, search)) sides.push(SOME, NONE);
  for (const { name, test, cost } of sides)
    book.add(
      (row) => {
        const value = numbers[row];
        return value !== null && value !== undefined && test(value);
      },
      () => ({
        expr: compared(name, { $: 'lit', value: 0 }),
        cost: 4 + cost - field + column.cost * 0.2,
        grounded: true,
        label: `${column.label} ${name} 0`,
        units: column.units,
      }),
    );
}

/**
 * "Where children come along", "with no comments": a number of things that the user asks about by their name alone, and
 * that some rows have and some have not.
 */
function isCounted(column: Column, numbers: readonly (number | null)[], { prompt }: PredicateSearch): boolean {
  const name = column.words.at(-1);
  if (name === undefined || name.length < 3 || !numbers.some((value) => value === 0)) return false;
  if (!numbers.every((value) => value === null || (Number.isInteger(value) && value >= 0))) return false;
  const things = literally(plural(name));
  return prompt.asksFor(
    new RegExp(
      `\\b(where|if|when|with|without|who|whose|has|have|having|any|no)\\b[^.;:,"]{0,24}?\\b${things}\\b`,
      'iu',
    ),
  );
}
