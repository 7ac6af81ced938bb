import type { Expr } from '../../../workflow/workflow.ts';

export const DATE_ORDERS = ['before', 'after', 'on or before', 'on or after'] as const;

export type DateOrder = (typeof DATE_ORDERS)[number];

/** One side of a comparison of dates. */
export interface DateSide {
  /** Milliseconds in a row; null where there is no date. A day counts from its start in UTC. */
  readonly at: (row: number) => number | null;
  readonly isDay: boolean;
  /** Gives an ISO day or instant. */
  readonly expr: Expr;
}

export interface DateComparison {
  readonly holds: (row: number) => boolean;
  /** For rows in which both sides are there. */
  readonly expr: Expr;
}

const DAY = 86_400_000;
const startOfDay = (time: number): number => Math.floor(time / DAY) * DAY;

/**
 * Two dates against each other, however each is written. Where one is a day, the day of the other is compared with it:
 * what came at noon of the day that it was due did not come after it, and is there on or before it.
 */
export function compareDates(order: DateOrder, left: DateSide, right: DateSide): DateComparison {
  const byDays = left.isDay || right.isDay;
  const test = TESTS[order];
  const timeOf =
    ({ at, isDay }: DateSide) =>
    (row: number): number | null => {
      const time = at(row);
      return time === null || isDay || !byDays ? time : startOfDay(time);
    };
  const [leftAt, rightAt] = [timeOf(left), timeOf(right)];
  // The start of a day has to be taken only where it makes a difference.
  const [leftDay, rightDay] = [
    right.isDay && !left.isDay && (order === 'after' || order === 'on or before'),
    left.isDay && !right.isDay && (order === 'before' || order === 'on or after'),
  ];
  const args = [leftDay ? dayOf(left.expr) : left.expr, rightDay ? dayOf(right.expr) : right.expr];
  const isStrict = order === 'before' || order === 'after';
  const strict: Expr = { $: 'fn', name: order === 'before' || order === 'on or after' ? 'before' : 'after', args };
  return {
    holds: (row) => {
      const [a, b] = [leftAt(row), rightAt(row)];
      return a !== null && b !== null && test(a, b);
    },
    expr: isStrict ? strict : { $: 'fn', name: 'not', args: [strict] },
  };
}

const TESTS: Readonly<Record<DateOrder, (a: number, b: number) => boolean>> = {
  before: (a, b) => a < b,
  after: (a, b) => a > b,
  'on or before': (a, b) => a <= b,
  'on or after': (a, b) => a >= b,
};

const dayOf = (date: Expr): Expr => ({ $: 'fn', name: 'dateStart', args: [date, { $: 'lit', value: 'day' }] });
