import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Atoms } from './atom-book.ts';
import { compareDates, DATE_ORDERS, type DateOrder, type DateSide } from './date-comparison.ts';
import { fieldGround } from './field-ground.ts';
import { isFilled, nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';
import { saidOrder } from './said-order.ts';
import { type DateForm, type WrittenDates, writtenDates } from './written-dates.ts';

/** A date of the item against another of it, or against one around it that the user named, however each is written. */
export function compareDatesOf(
  column: Column,
  search: PredicateSearch,
  { own, around }: { readonly own: readonly Column[]; readonly around: readonly Column[] },
  book: Atoms,
): void {
  const lefts = writtenDates(column, own);
  if (lefts.length === 0) return;
  for (const [at, other] of [...own, ...around].entries()) {
    if (other === column) continue;
    const isOwn = at < own.length;
    const rights = writtenDates(other, isOwn ? own : around);
    const field = rights.length === 0 ? 0 : fieldGround(column, search.prompt) + fieldGround(other, search.prompt);
    // "Late": one of the two is named, the other is what is measured against it.
    if (field < 1) continue;
    for (const order of DATE_ORDERS) {
      const said = saidOrder(order, other, search.prompt);
      // "Before match day" names the day, and an item with one date can only mean that.
      const isMeant =
        field === 2 ||
        isOwn ||
        (said === 'of it' && isOnlyDate(column, own)) ||
        (said === 'of its record' &&
          fieldGround(column, search.prompt) > 0 &&
          isOnlyDate(other, recordOf(other, around)));
      if (said === null || !isMeant) continue;
      for (const left of lefts)
        for (const right of rights) {
          const { holds, expr } = comparison(order, left, right);
          book.add(holds, () => ({
            expr,
            cost: 5 - field + (field < 2 ? 1.5 : 0),
            grounded: true,
            label: `${left.label} ${order} ${right.label}`,
            units: [...column.units, ...other.units],
            // The same day is where both kinds of order differ, which no row may show.
            family: `${[left.label, right.label].sort().join(' against ')}${order.startsWith('on') ? ' or on it' : ''}`,
          }));
        }
    }
  }
}

const isOnlyDate = (column: Column, own: readonly Column[]): boolean =>
  own.every((other) => other === column || writtenDates(other, []).length === 0);

/** The members of the one record that the user named. */
const recordOf = ({ entry, units }: Column, around: readonly Column[]): readonly Column[] =>
  around.filter((other) => other.entry?.name === entry?.name && other.units.join() === units.join());

/** With a test that both are there. */
export function comparison(
  order: DateOrder,
  left: WrittenDates,
  right: WrittenDates,
): { readonly holds: (row: number) => boolean; readonly expr: Expr } {
  const { holds, expr } = compareDates(order, sideOf(left), sideOf(right));
  const test = areInOrder(left, right)
    ? { $: 'fn' as const, name: TEXT_ORDER[order], args: [nullable(left.column.expr), nullable(right.column.expr)] }
    : expr;
  const args = [isFilled(left.column), isFilled(right.column), test];
  return { holds, expr: { $: 'fn', name: 'and', args } };
}

export const sideOf = ({ times, isDay, expr }: WrittenDates): DateSide => ({
  at: (row) => times[row] ?? null,
  isDay,
  expr,
});

const TEXT_ORDER: Readonly<Record<DateOrder, string>> = {
  before: 'lt',
  after: 'gt',
  'on or before': 'le',
  'on or after': 'ge',
};

/** Days, numbers since 1970, and instants of one form are in the order of what they mean. */
function areInOrder(left: WrittenDates, right: WrittenDates): boolean {
  if (left.form === right.form && IN_ORDER.has(left.form)) return true;
  return [left, right].every(
    ({ form, column }) =>
      form === 'instant' &&
      column.values.every((value) => typeof value !== 'string' || value === '' || INSTANT.test(value)),
  );
}

const IN_ORDER: ReadonlySet<DateForm> = new Set<DateForm>(['day', 'seconds', 'milliseconds']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
