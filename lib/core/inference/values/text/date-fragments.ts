import { dateAdd, dateStart, formatDate } from '../../../functions/date.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { DraftContext } from '../../draft-context.ts';
import { amountExpr, shiftedExpr } from '../../words/time-amounts.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

const PATTERNS = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'd MMMM yyyy',
  'MMMM d, yyyy',
  'yyyy-MM',
  'EEEE',
  'MMMM yyyy',
  'yyyy/MM/dd',
];

const NOW: Expr = { $: 'run', what: 'now' };

/** The date of the run, and dates that the user names by it, in the ways that people write them. */
export function dateFragments(strings: readonly string[], context: DraftContext): Fragment[] {
  return writtenDays(context).flatMap(({ expr, cost, label, written }) =>
    written.flatMap(({ pattern, text }): Fragment[] => {
      if (!strings.every((whole) => occurrencesOf(text, whole).length > 0)) return [];
      return [
        {
          texts: strings.map(() => text),
          expr: { $: 'fn', name: 'formatDate', args: [expr(), { $: 'lit', value: pattern }] },
          cost,
          label,
        },
      ];
    }),
  );
}

const remembered = new WeakMap<DraftContext, ReturnType<typeof writeDays>>();

/** The days in each way that people write them. Remembered, because every argument asks. */
function writtenDays(context: DraftContext): ReturnType<typeof writeDays> {
  let known = remembered.get(context);
  if (known === undefined) {
    known = writeDays(context);
    remembered.set(context, known);
  }
  return known;
}

function writeDays(context: DraftContext) {
  return daysAround(context).map((day) => ({
    ...day,
    written: PATTERNS.map((pattern) => ({ pattern, text: formatDate(day.date, pattern) })),
  }));
}

interface Day {
  readonly date: string;
  readonly expr: () => Expr;
  readonly cost: number;
  readonly label: string;
}

/** Today, and the days that the user's words name by it: "tomorrow", "in 3 days", "next Monday". */
function daysAround(context: DraftContext): readonly Day[] {
  const { now, prompt, inputs } = context;
  const moved = (amount: number, unit: string): Expr =>
    shiftedExpr(NOW, { $: 'lit', value: Math.abs(amount) }, { sign: amount < 0 ? -1 : 1, unit });
  const named: readonly [RegExp, string, () => Expr][] = [
    [/\btomorrow\b/, dateAdd(now, 1, 'day'), () => moved(1, 'day')],
    [/\byesterday\b/, dateAdd(now, -1, 'day'), () => moved(-1, 'day')],
    [/\bnext monday\b/, dateStart(dateAdd(now, 1, 'week'), 'week'), () => startOf(moved(1, 'week'), 'week')],
    [/\bnext month\b/, dateStart(dateAdd(now, 1, 'month'), 'month'), () => startOf(moved(1, 'month'), 'month')],
  ];
  return [
    { date: now, expr: () => NOW, cost: 3, label: 'the date of the run' },
    ...named.flatMap(([words, date, expr]): Day[] =>
      prompt.hasWord(words) ? [{ date, expr, cost: 2.5, label: `a day by the date of the run` }] : [],
    ),
    ...prompt.timeAmounts().flatMap((amount) =>
      ([1, -1] as const).map((sign): Day => {
        const { value, unit } = amount;
        return {
          date: dateAdd(now, sign * value, unit),
          expr: () => shiftedExpr(NOW, amountExpr(amount, inputs), { sign, unit }),
          cost: 3,
          label: `${value} ${unit} ${sign < 0 ? 'before' : 'after'} the run`,
        };
      }),
    ),
  ];
}

const startOf = (date: Expr, unit: string): Expr => ({
  $: 'fn',
  name: 'dateStart',
  args: [date, { $: 'lit', value: unit }],
});
