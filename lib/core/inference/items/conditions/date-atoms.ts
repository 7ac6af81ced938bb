import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Span } from '../../words/span.ts';
import { amountExpr, shiftedExpr } from '../../words/time-amounts.ts';
import type { AtomBook } from './atom-book.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

const LATE =
  /\b(within|last|past|since|after|newer|later|recent\w*|next|upcoming|younger|less than|starting|in the)\b/i;
/** `not active` alone is a state; with a time after it, it is long ago. */
const EARLY =
  /\b(older|before|earlier|overdue|past (?:\w+ )?due|due|late|lapsed|outdated|expired?|more than|ago|stale|longer than|until|(?:not|never|\w+n['’]t) (?:been )?(?:updated|changed|touched|modified|edited|active|used|seen|answered|replied|logged|moved|opened|contacted|visited|ordered|paid|bought|returned|called)(?=(?: \w+){0,2} (?:since|for|in|within|during|after|this|lately|recently|yet|\d+)\b)|within|next|by)\b/i;

/** Dates before and after now, before and after so many days from now, and before and after dates that the user named. */
export function dateAtoms(
  column: Column,
  texts: readonly string[],
  field: number,
  search: PredicateSearch,
  book: AtomBook,
): void {
  const get = nullable(column.expr);
  const late = search.prompt.asksFor(LATE);
  const early = search.prompt.asksFor(EARLY);
  const day = texts.every((value) => value.length === 10);
  const now: Expr = day
    ? {
        $: 'fn',
        name: 'formatDate',
        args: [
          { $: 'run', what: 'now' },
          { $: 'lit', value: 'yyyy-MM-dd' },
        ],
      }
    : { $: 'run', what: 'now' };
  const times = column.values.map((value) =>
    typeof value === 'string' && value !== '' ? Date.parse(value) : Number.NaN,
  );
  const add = (limit: (row: number) => number, expr: Expr, label: string, cost: number): void => {
    for (const [name, test, hint] of [
      ['before', (a: number, b: number) => a < b, early],
      ['after', (a: number, b: number) => a > b, late],
    ] as const) {
      book.add(
        (row) => test(times[row] ?? Number.NaN, limit(row)),
        () => ({
          expr: { $: 'fn', name, args: [get, expr] },
          cost: cost - field + (hint ? 0 : 3) + column.cost * 0.2,
          grounded: hint,
          label: `${column.label} ${name} ${label}`,
          units: column.units,
        }),
      );
    }
  };
  const fromNow = timesOfRun(search, day);
  for (const amount of search.prompt.timeAmounts()) {
    const { value, unit } = amount;
    const literal = amountExpr(amount, search.inputs);
    const towards = directionOf(amount.span, search);
    for (const sign of [-1, 1] as const) {
      add(
        fromNow((base) => addTo(base, sign * value, unit)),
        shiftedExpr(now, literal, { sign, unit }),
        `${sign < 0 ? '-' : '+'}${value} ${unit}`,
        towards === -sign ? 6 : 3,
      );
    }
  }
  add(
    fromNow((base) => base),
    now,
    'now',
    3.5,
  );
  for (const turn of search.prompt.turns) {
    for (const match of turn.text.matchAll(/\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?/g)) {
      const start = match.index ?? 0;
      const literal = search.inputs.refer({
        value: match[0],
        spans: [{ turn: turn.id, start, end: start + match[0].length }],
        name: ['date'],
        weak: true,
      });
      const limit = Date.parse(match[0]);
      add(() => limit, literal, match[0], 3);
    }
  }
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
