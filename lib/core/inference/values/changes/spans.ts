import { dateAdd } from '../../../functions/date.ts';
import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { shiftedExpr } from '../../words/time-amounts.ts';

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}|$)/;
const UNITS = new Map(
  ['minute', 'hour', 'day', 'week', 'month', 'year'].flatMap((unit): readonly [string, string][] => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
);
const SHORT = new Map([
  ['min', 'minute'],
  ['mins', 'minute'],
  ['hrs', 'hour'],
]);

/** No program looks at the ends of so many spans. */
const MAX_SPANS = 24;

/**
 * Ends of spans that a record holds as a start and a length whose name says its unit: `start` and `minutes`,
 * `issued_on` and `term_days`. A date is moved by a length of its own record only, or of what lies around it.
 */
export function spansOf(scope: Scope): readonly Column[] {
  return scope.gather(findSpans).slice(0, MAX_SPANS);
}

/** Start and length stand in one record, so they have their root in common. */
function findSpans(_: Column, columns: readonly Column[]): readonly Column[] {
  const lengths = columns.flatMap((column) => {
    const unit = unitOf(column);
    return unit === null ? [] : [{ column, unit }];
  });
  if (lengths.length === 0) return [];
  const starts = columns.filter(isDate);
  return starts
    .flatMap((start) => lengths.filter(({ column }) => belongs(column, start)).map((length) => moved(start, length)))
    .slice(0, MAX_SPANS);
}

function unitOf(column: Column): string | null {
  if (column.origin === 'input' || !column.values.every((value) => typeof value === 'number')) return null;
  const last = column.words.at(-1) ?? '';
  return UNITS.get(last) ?? SHORT.get(last) ?? null;
}

const isDate = (column: Column): boolean =>
  column.values.length > 0 && column.values.every((value) => typeof value === 'string' && DATE.test(value));

/** Whether the length stands in the record of the start. */
function belongs(length: Column, start: Column): boolean {
  const [one, other] = [length.expr, start.expr];
  if (one.$ !== 'get' || other.$ !== 'get') return false;
  const around = JSON.stringify([other.from, other.path.slice(0, -1)]);
  return JSON.stringify([one.from, one.path.slice(0, -1)]) === around;
}

function moved(start: Column, { column: length, unit }: { readonly column: Column; readonly unit: string }): Column {
  const { locate: _locate, given: _given, ...rest } = start;
  return {
    ...rest,
    expr: shiftedExpr(start.expr, length.expr, { sign: 1, unit }),
    values: start.values.map((date, row) => later(date, length.values[row], unit)),
    ready: start.ready.map((ready, row) => Math.max(ready, length.ready[row] ?? -1)),
    words: ['end'],
    about: start.about,
    cost: start.cost + 1,
    origin: 'computed',
    units: [...new Set([...start.units, ...length.units])],
    label: `${start.label} and ${length.label} later`,
  };
}

function later(date: Json | undefined, amount: Json | undefined, unit: string): Json | undefined {
  if (typeof date !== 'string' || typeof amount !== 'number') return undefined;
  try {
    return dateAdd(date, amount, unit);
  } catch {
    return undefined;
  }
}
