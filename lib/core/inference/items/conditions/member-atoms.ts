import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Expr, Id } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { openItems } from '../../columns/items.ts';
import { Scope } from '../../columns/scope.ts';
import { ABSENT } from '../../words/cues.ts';
import { AtomBook } from './atom-book.ts';
import { hasBit } from './bits.ts';
import { countAtoms, saidCounts } from './count-atoms.ts';
import { memberPairs } from './member-pairs.ts';
import { listOrNone, nullable } from './nullable.ts';
import type { Atom, PredicateSearch } from './predicate.ts';
import { isSaidMissing, quantifierBeside, type SaidQuantifier } from './said-quantifier.ts';
import { scalarAtoms } from './scalar-atoms.ts';

const SOME = /\b(some|any|at least one|an?|one|contains?|includ\w+|ha(s|ve)|with|without|missing|lack\w*)\b/i;
const EVERY = /\b(every|all|each|only|entirely|complete(ly)?|fully|nothing but)\b/i;

/** Lists longer than this in all are searched for values only, not for what holds for some of their members. */
const MOST_MEMBERS = 3000;

/** What holds for some, every or no member of a list inside an item: `some(items, item => isEmpty(item.receipt))`. */
export function memberAtoms(list: Column, search: PredicateSearch, book: AtomBook): void {
  const members = list.values.flatMap((value) => (Array.isArray(value) ? value : []));
  if (members.length === 0 || members.length > MOST_MEMBERS || !members.every((member) => isJsonObject(member))) return;
  const variable: Id = 'entry';
  const opened = openItems({ ...list, expr: nullable(list.expr) }, new Scope(list.values.length, []), variable);
  const inner = new AtomBook(opened.places.length, null);
  const missing = new Set<Atom>();
  const single: { readonly atom: Atom; readonly column: Column }[] = [];
  for (const column of opened.scope.columns()) {
    if (column.values.some((value) => typeof value === 'object' && value !== null)) continue;
    const known = inner.atoms.length;
    scalarAtoms(column, { ...search, scope: opened.scope, chosen: [] }, inner);
    const own = inner.atoms.slice(known);
    for (const atom of own) single.push({ atom, column });
    if (isSaidMissing(column, search.prompt)) for (const atom of own) missing.add(atom);
  }
  const beside = quantifierBeside(list, search.prompt);
  // Who speaks of one entry by its name or place means that one, and not some or every entry.
  const one = beside === null && search.scope.entriesOf(list).length > 0 ? ONE_IS_MEANT : 0;
  const rowsOf = opened.places.map(({ row }) => row);
  const often = saidCounts(list, search);
  const lengths = list.values.map((value) => (Array.isArray(value) ? value.length : 0));
  countAtoms(list, often, { counts: lengths, variable }, search, book);
  for (const atom of [...inner.atoms, ...memberPairs(single)]) {
    // A constant that nobody said, looked for in a list of many, is found by chance.
    if (!atom.grounded && !isPlain(atom.expr)) continue;
    const counts = countHits(atom, rowsOf, list.values.length);
    if (atom.grounded) countAtoms(list, often, { counts, variable, condition: atom }, search, book);
    for (const quantifier of QUANTIFIERS) {
      // "Every line is unpaid and above 100" is two conditions on all lines.
      if (atom.atoms > 1 && quantifier.op === 'every') continue;
      const cued = beside === null ? search.prompt.hasWord(quantifier.cue) : quantifier.said.includes(beside);
      book.add(
        (row) => {
          const value = list.values[row];
          return quantifier.holds(counts[row] ?? 0, Array.isArray(value) ? value.length : 0);
        },
        () => ({
          expr: quantifier.expr({
            $: 'over',
            op: quantifier.op,
            in: listOrNone(list.expr),
            as: variable,
            body: atom.expr,
          }),
          cost:
            atom.cost +
            (cued ? (beside === null ? 0.8 : -0.4) : 3) +
            one +
            (missing.has(atom) && !isNegative(atom.expr) ? 2 : 0) +
            list.cost * 0.2,
          grounded: atom.grounded && cued,
          label: `${quantifier.word} of ${list.label}: ${atom.label}`,
          units: list.units,
          family: `${list.label} ${quantifier.op} ${atom.family ?? atom.label}`,
        }),
      );
    }
  }
}

/** What it costs to speak of some entry where the user spoke of a certain one. */
export const ONE_IS_MEANT = 2;

interface Quantifier {
  readonly op: 'some' | 'every';
  readonly word: string;
  readonly cue: RegExp;
  /** What the user says right before the name of the list, for what holds and for its opposite. */
  readonly said: readonly SaidQuantifier[];
  readonly holds: (hits: number, length: number) => boolean;
  readonly expr: (over: Expr) => Expr;
}

const QUANTIFIERS: readonly Quantifier[] = [
  { op: 'some', word: 'some', cue: SOME, said: ['some'], holds: (hits) => hits > 0, expr: (over) => over },
  {
    op: 'every',
    word: 'every',
    cue: EVERY,
    said: ['every'],
    holds: (hits, length) => hits === length,
    expr: (over) => over,
  },
  {
    op: 'some',
    word: 'none',
    cue: ABSENT,
    said: ['none', 'some'],
    holds: (hits) => hits === 0,
    expr: (over) => ({ $: 'fn', name: 'not', args: [over] }),
  },
];

function countHits(atom: Atom, rowsOf: readonly number[], rows: number): number[] {
  const counts = Array.from({ length: rows }, () => 0);
  rowsOf.forEach((row, at) => {
    if (hasBit(atom.bits, at)) counts[row] = (counts[row] ?? 0) + 1;
  });
  return counts;
}

/** A test for what is not there. */
const isNegative = (expr: Expr): boolean => expr.$ === 'fn' && (expr.name === 'ne' || expr.name === 'isEmpty');

/** A test without a constant of its own: empty, set, true, not true. */
function isPlain(expr: Expr): boolean {
  if (expr.$ === 'lit') return typeof expr.value === 'boolean' || (expr.value satisfies Json) === null;
  if (expr.$ === 'fn') return expr.args.every(isPlain);
  return expr.$ === 'get' || expr.$ === 'ref';
}
