import type { Expr, Id } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { literally } from '../../words/literally.ts';
import { wordsOf } from '../../words/words.ts';
import type { AtomBook } from './atom-book.ts';
import { COMPARISONS } from './comparisons.ts';
import { listOrNone } from './nullable.ts';
import type { Atom, PredicateSearch } from './predicate.ts';

/** How many members of a list have to be there, as the user said it. */
interface SaidCount {
  readonly name: string;
  readonly bound: Expr;
  readonly holds: (count: number) => boolean;
  readonly label: string;
  readonly cost: number;
}

const moreThanOnce: SaidCount = {
  name: 'gt',
  bound: { $: 'lit', value: 1 },
  holds: (count) => count > 1,
  label: 'more than 1',
  cost: 0,
};

/** Words that say how often, with what they say. */
const OFTEN: readonly (readonly [RegExp, SaidCount])[] = [
  [
    /\b(more than once|more than one|several times|multiple times|repeatedly|(two|2) or more times|duplicate\w*|at least (two|2) times|at least twice|twice or more)\b/i,
    moreThanOnce,
  ],
  [
    /\b(exactly|only|just) once\b/i,
    { name: 'eq', bound: { $: 'lit', value: 1 }, holds: (count) => count === 1, label: 'exactly 1', cost: 0 },
  ],
];

/** "Twice" alone may be meant either way. */
const TWICE: readonly SaidCount[] = [
  { ...moreThanOnce, cost: 0.5 },
  { name: 'eq', bound: { $: 'lit', value: 2 }, holds: (count) => count === 2, label: 'exactly 2', cost: 0.5 },
];

/** The counts that the user's words name for members of this list: `more than once`, `at least 3 comments`. */
export function saidCounts(list: Column, search: PredicateSearch): readonly SaidCount[] {
  const { prompt, inputs } = search;
  const clear = OFTEN.filter(([words]) => prompt.hasWord(words)).map(([, count]) => count);
  const often = clear.length === 0 && prompt.hasWord(/\btwice\b/i) ? TWICE : clear;
  const nouns = [...list.words, ...list.about];
  const numbers = prompt.numbers().filter(({ next }) => wordsOf(next).some((word) => nouns.includes(word)));
  return [
    ...often,
    ...numbers.flatMap((number) =>
      COMPARISONS.filter(([, , words]) => prompt.hasWord(words)).map(([name, test]): SaidCount => {
        const bound = inputs.refer({ value: number.value, spans: [number.span], name: ['limit'], weak: true });
        return {
          name,
          bound,
          holds: (count) => test(count, number.value),
          label: `${name} ${number.value}`,
          cost: 0.5,
        };
      }),
    ),
  ];
}

/** How many members there are, of all or of those for which a condition holds. `counts` has one number per row. */
export function countAtoms(
  list: Column,
  said: readonly SaidCount[],
  counted: { readonly counts: readonly number[]; readonly variable: Id; readonly condition?: Atom },
  search: PredicateSearch,
  book: AtomBook,
): void {
  const { counts, variable, condition } = counted;
  const all = listOrNone(list.expr);
  const members: Expr =
    condition === undefined ? all : { $: 'over', op: 'filter', in: all, as: variable, body: condition.expr };
  const of = condition === undefined ? list.label : `${list.label} where ${condition.label}`;
  const left = condition !== undefined && isSaidNotToCount(condition, search);
  for (const { name, bound, holds, label, cost } of said) {
    book.add(
      (row) => holds(counts[row] ?? 0),
      () => ({
        expr: { $: 'fn', name, args: [{ $: 'fn', name: 'length', args: [members] }, bound] },
        cost: 3 + cost + (condition === undefined ? 0 : left ? 0.3 : condition.cost * 0.6) + list.cost * 0.2,
        grounded: condition === undefined || condition.grounded,
        label: `the number of ${of} is ${label}`,
        units: list.units,
      }),
    );
  }
}

/** "Cancelled ones don't count": the value that a condition leaves out stands right before. */
function isSaidNotToCount({ expr }: Atom, { prompt, inputs }: PredicateSearch): boolean {
  if (expr.$ !== 'fn' || expr.name !== 'ne') return false;
  const [, other] = expr.args;
  const value =
    other?.$ === 'lit' ? other.value : other?.$ === 'ref' && other.of === 'input' ? inputs.find(other.id)?.value : null;
  if (typeof value !== 'string') return false;
  const word = literally(value).replace(/[_-]/g, '[ _-]');
  return prompt.hasWord(new RegExp(`\\b${word}\\w*( \\w+){0,2} (do|does|should|shall)( not|n['’]t) count`, 'i'));
}
