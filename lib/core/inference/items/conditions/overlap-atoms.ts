import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { sharedWords } from '../../words/words.ts';
import type { AtomBook } from './atom-book.ts';
import { comparison } from './compare-dates-of.ts';
import type { PredicateSearch } from './predicate.ts';
import { type WrittenDates, writtenDates } from './written-dates.ts';

/** Of these, two that only touch may be meant and may not: `overlapping bookings`. */
const TOUCHING = /\b(overlap\w*|clash\w*|conflict\w*|collid\w*|intersect\w*)\b/i;
/** Of these, the first and the last day count: `away during the sprint`. */
const DURING = /\b(during|while|away|absent|on leave|coincid\w*)\b/i;

const START = /^(start\w*|begin\w*|from|since|arriv\w*|in|opens?|first)$/;
const END = /^(end\w*|until|till|to|through|thru|finish\w*|depart\w*|out|return\w*|closes?|last)$/;

/** A time with a start and an end, which are two members of one record. */
interface Range {
  readonly start: WrittenDates;
  readonly end: WrittenDates;
  readonly holder: string;
}

/** Items whose time overlaps another that the user speaks of, however either is written. */
export function overlapAtoms(
  own: readonly Column[],
  search: PredicateSearch,
  around: readonly Column[],
  book: AtomBook,
): void {
  const isTouching = search.prompt.hasWord(TOUCHING);
  if (!isTouching && !search.prompt.hasWord(DURING)) return;
  const words = promptWords(search.prompt);
  const others = rangesIn(around).filter(({ start }) => sharedWords(start.column.about, words) > 0);
  if (others.length === 0) return;
  for (const left of rangesIn(own))
    for (const right of others) {
      const areDays = [left.start, left.end, right.start, right.end].some(({ isDay }) => isDay);
      for (const isStrict of [false, true]) {
        const first = comparison(isStrict ? 'before' : 'on or before', left.start, right.end);
        const second = comparison(isStrict ? 'after' : 'on or after', left.end, right.start);
        // A meeting that ends when another begins does not overlap it; of days it is open, unless "during" was said.
        const isUsual = isStrict !== areDays;
        book.add(
          (row) => first.holds(row) && second.holds(row),
          () => ({
            expr: both(first.expr, second.expr),
            cost: 3 + (isUsual || (isTouching && areDays) ? 0 : 2),
            grounded: true,
            label: `${left.holder} overlaps ${right.holder}${isStrict ? ', and not only at the edge' : ''}`,
            units: [left.start, left.end, right.start, right.end].flatMap(({ column }) => column.units),
          }),
        );
      }
    }
}

function rangesIn(columns: readonly Column[]): readonly Range[] {
  const starts = columns.filter(({ words }) => words.some((word) => START.test(word)));
  const ends = columns.filter(({ words }) => words.some((word) => END.test(word)));
  return starts.flatMap((from) =>
    ends.flatMap((to): Range[] => {
      if (from === to || holderOf(from) !== holderOf(to) || from.units.join() !== to.units.join()) return [];
      const [start, otherStart] = writtenDates(from, columns);
      const [end, otherEnd] = writtenDates(to, columns);
      // Where nothing proves how one of them is read, the time is none that could be compared.
      if (start === undefined || end === undefined || otherStart !== undefined || otherEnd !== undefined) return [];
      const isInOrder = start.times.every((time, row) => time === null || time <= (end.times[row] ?? time));
      return isInOrder ? [{ start, end, holder: holderOf(from) }] : [];
    }),
  );
}

/** `booking` of `booking.start`. */
const holderOf = ({ label }: Column): string => label.replace(/\.?[^.]*$/, '');

const both = (first: Expr, second: Expr): Expr => ({
  $: 'fn',
  name: 'and',
  args: [...partsOf(first), ...partsOf(second)],
});

const partsOf = (expr: Expr): readonly Expr[] => (expr.$ === 'fn' && expr.name === 'and' ? expr.args : [expr]);
