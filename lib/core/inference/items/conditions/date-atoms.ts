import type { Expr } from '../../../workflow/workflow.ts';
import type { Span } from '../../words/span.ts';
import { amountExpr, shiftedExpr } from '../../words/time-amounts.ts';
import type { AtomBook } from './atom-book.ts';
import { sideOf } from './compare-dates-of.ts';
import { compareDates, DATE_ORDERS, type DateOrder, type DateSide } from './date-comparison.ts';
import { isFilled } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';
import { saidDates } from './said-dates.ts';
import type { WrittenDates } from './written-dates.ts';

const LATE =
  /\b(within|last|past|since|after|newer|later|recent\w*|next|upcoming|younger|less than|starting|in the)\b/i;
/** `not active` alone is a state; with a time after it, it is long ago. */
const EARLY =
  /\b(older|before|earlier|overdue|past (?:\w+ )?due|due|late|lapsed|outdated|expired?|more than|ago|stale|longer than|until|(?:not|never|\w+n['’]t) (?:been )?(?:updated|changed|touched|modified|edited|active|used|seen|answered|replied|logged|moved|opened|contacted|visited|ordered|paid|bought|returned|called)(?=(?: \w+){0,2} (?:since|for|in|within|during|after|this|lately|recently|yet|\d+)\b)|within|next|by)\b/i;

/** `After they were promised` is after something else than now. */
const NOW = String.raw`(?=\s+(?:now|today|this)\b)`;
const LATE_NOW = new RegExp(LATE.source.replace('after', `after${NOW}`), 'i');
const EARLY_NOW = new RegExp(EARLY.source.replace('before', `before${NOW}`), 'i');

/** Dates before and after now, before and after so many days from now, and beside dates that the user wrote. */
export function dateAtoms(dates: WrittenDates, field: number, search: PredicateSearch, book: AtomBook): void {
  const { column, isDay: day } = dates;
  const late = search.prompt.asksFor(LATE);
  const early = search.prompt.asksFor(EARLY);
  const left = sideOf(dates);
  const add = (order: DateOrder, right: DateSide, said: Said): void => {
    const { holds, expr } = compareDates(order, left, right);
    book.add(holds, () => ({
      // Before and after nothing is nothing, but only a text that is there can be read or be no later than another.
      expr: needsFilled(dates, order) ? { $: 'fn', name: 'and', args: [isFilled(column), expr] } : expr,
      cost: said.cost - field + (said.hinted ? 0 : 3) + column.cost * 0.2,
      grounded: said.hinted,
      label: `${dates.label} ${order} ${said.label}`,
      units: column.units,
    }));
  };
  const fromNow = timesOfRun(search, day);
  const beforeAndAfter = (
    limit: (row: number) => number,
    expr: Expr,
    { label, cost, hints }: { readonly label: string; readonly cost: number; readonly hints: readonly boolean[] },
  ): void => {
    for (const [at, order] of (['before', 'after'] as const).entries())
      add(order, { at: limit, isDay: day, expr }, { label, cost, hinted: hints[at] === true });
  };
  const now = nowExpr(day);
  for (const amount of search.prompt.timeAmounts()) {
    const { value, unit } = amount;
    const literal = amountExpr(amount, search.inputs);
    const towards = directionOf(amount.span, search);
    for (const sign of [-1, 1] as const) {
      beforeAndAfter(
        fromNow((base) => addTo(base, sign * value, unit)),
        shiftedExpr(now, literal, { sign, unit }),
        {
          label: `${sign < 0 ? '-' : '+'}${value} ${unit}`,
          cost: towards === -sign ? 6 : 3,
          hints: [early, late],
        },
      );
    }
  }
  beforeAndAfter(
    fromNow((base) => base),
    now,
    { label: 'now', cost: 3.5, hints: [search.prompt.asksFor(EARLY_NOW), search.prompt.asksFor(LATE_NOW)] },
  );
  for (const said of saidDates(search.prompt)) {
    const input = { value: said.text, spans: [said.span], name: ['date'], weak: true };
    const right = { at: () => said.time, isDay: said.isDay, expr: said.of(search.inputs.refer(input)) };
    for (const order of DATE_ORDERS) {
      const hinted =
        said.orders.length > 0
          ? said.orders.includes(order)
          : (order === 'before' && early) || (order === 'after' && late);
      add(order, right, { label: said.label, cost: 3, hinted });
    }
  }
}

interface Said {
  readonly label: string;
  readonly cost: number;
  readonly hinted: boolean;
}

const needsFilled = ({ form, column }: WrittenDates, order: DateOrder): boolean =>
  order.startsWith('on') || (form !== 'day' && form !== 'instant') || column.values.includes('');

/** The time of the run, as a day where days are compared with it. */
function nowExpr(day: boolean): Expr {
  const now: Expr = { $: 'run', what: 'now' };
  return day ? { $: 'fn', name: 'formatDate', args: [now, { $: 'lit', value: 'yyyy-MM-dd' }] } : now;
}

/** Times reckoned from the time of the run, which each recording had another of, per row. */
function timesOfRun(
  search: PredicateSearch,
  day: boolean,
): (shift: (base: number) => number) => (row: number) => number {
  const column = search.scope.columns().find(({ expr }) => expr.$ === 'run' && expr.what === 'now');
  const nowAt = (row: number): string => {
    const now = column?.values[row];
    return typeof now === 'string' ? now : search.now;
  };
  return (shift) => {
    const known = new Map<string, number>();
    return (row) => {
      const now = nowAt(row);
      const time = known.get(now) ?? shift(Date.parse(day ? now.slice(0, 10) : now));
      known.set(now, time);
      return time;
    };
  };
}

/** Whether the user looks back ("the last 7 days", "3 days ago") or ahead ("the next 30 days"); 0 where nothing says. */
function directionOf(span: Span | null, { prompt }: PredicateSearch): -1 | 0 | 1 {
  if (span === null) return 0;
  const text = prompt.turns.find((turn) => turn.id === span.turn)?.lower ?? '';
  const before = text.slice(Math.max(0, span.start - 24), span.start);
  const after = text.slice(span.end, span.end + 24);
  if (/\b(next|coming|upcoming|following)\s+$/.test(before) || /^\s*\w+\s+(from now|ahead)\b/.test(after)) return 1;
  if (/\b(last|past|previous)\s+$/.test(before) || /^\s*\w+\s+(ago|old)\b/.test(after)) return -1;
  return 0;
}

function addTo(time: number, amount: number, unit: string): number {
  const date = new Date(time);
  switch (unit) {
    case 'minute':
      return time + amount * 60_000;
    case 'hour':
      return time + amount * 3_600_000;
    case 'week':
      return time + amount * 604_800_000;
    case 'month':
      date.setUTCMonth(date.getUTCMonth() + amount);
      return date.getTime();
    case 'year':
      date.setUTCFullYear(date.getUTCFullYear() + amount);
      return date.getTime();
    default:
      return time + amount * 86_400_000;
  }
}
