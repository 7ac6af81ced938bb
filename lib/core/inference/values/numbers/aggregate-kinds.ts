import { round } from '../../../functions/number.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { ListFigures } from './list-figures.ts';

export interface Aggregate {
  readonly label: string;
  readonly words: readonly string[];
  readonly cost: number;
  readonly expr: (list: Expr) => Expr;
  readonly of: (figures: ListFigures) => number | null;
}

/**
 * What can be reckoned from the numbers of a list; sums are dear where the user's words do not ask for them. Of a few
 * numbers one is always the greatest, so extremes and means are nothing where the user did not ask for one.
 */
export function aggregatesFor(context: DraftContext): readonly Aggregate[] {
  let known = remembered.get(context);
  if (known === undefined) {
    known = kindsFor(context);
    remembered.set(context, known);
  }
  return known;
}

const remembered = new WeakMap<DraftContext, readonly Aggregate[]>();

function kindsFor(context: DraftContext): readonly Aggregate[] {
  const hinted = (pattern: RegExp): number => (context.prompt.hasWord(pattern) ? 0 : 9);
  const call =
    (name: string) =>
    (list: Expr): Expr => ({ $: 'fn', name, args: [list] });
  const totals = hinted(
    /\b(sum|total|together|altogether|overall|combined|worth|in all|add(ed)? up|how (much|many))\b/i,
  );
  const highest = hinted(
    /\b(max(imum|imal)?|highest|greatest|largest|biggest|(?<!at )most|longest|latest|newest|top|peak|best)\b/i,
  );
  const lowest = hinted(
    /\b(min(imum|imal)?|lowest|(?<!at )least|smallest|fewest|shortest|earliest|oldest|cheapest)\b/i,
  );
  const mean = hinted(/\b(average|avg|mean|per)\b/i);
  const all: readonly (Aggregate | null)[] = [
    { label: 'sum of', words: ['total', 'sum'], cost: 2.5 + totals * 0.5, expr: call('sum'), of: ({ sum }) => sum },
    highest > 0
      ? null
      : { label: 'greatest', words: ['max'], cost: 3, expr: call('max'), of: ({ greatest }) => greatest },
    lowest > 0 ? null : { label: 'least', words: ['min'], cost: 3, expr: call('min'), of: ({ least }) => least },
    ...[null, 0, 1, 2].map((digits): Aggregate | null =>
      mean > 0
        ? null
        : {
            label: 'mean',
            words: ['average', 'mean'],
            cost: 3.5 + digitsPrice(digits, context),
            expr: (list) =>
              digits === null
                ? call('avg')(list)
                : { $: 'fn', name: 'round', args: [call('avg')(list), { $: 'lit', value: digits }] },
            of: ({ count, sum }) => (count === 0 ? null : digits === null ? sum / count : round(sum / count, digits)),
          },
    ),
  ];
  return all.filter((aggregate) => aggregate !== null);
}

/** Rounding costs nothing where the user asked for just that many digits; not rounding costs where they asked. */
function digitsPrice(digits: number | null, context: DraftContext): number {
  const said = digitsSaid(context);
  return digits === said ? 0 : said === null ? 1 : 3;
}

/** How many digits after the point the user asked for: "one decimal", `<x.xx>`; null where they did not say. */
export function digitsSaid(context: DraftContext): 0 | 1 | 2 | null {
  const { prompt } = context;
  if (prompt.hasWord(/\b(one|1|a single) decimal|\b[xn0]+\.[xn0]\b/i)) return 1;
  if (prompt.hasWord(/\b(two|2) decimal|\bcents?\b|\b[xn0]+\.[xn0]{2}\b/i)) return 2;
  return prompt.hasWord(/\bround(ed)?\b|\bwhole\b|\binteger\b|\bno decimals?\b/i) ? 0 : null;
}
