import { instantOf, isDay, isIso } from '../../../functions/iso-date.ts';
import { parseDate } from '../../../functions/parse-date.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { isEpoch } from '../../columns/is-epoch.ts';
import { isIdentifier } from '../../columns/is-identifier.ts';
import { nullable } from './nullable.ts';

/** How a member writes its dates. In `day first` and `month first` all three are numbers: `04/03/2026`. */
export type DateForm = 'day' | 'instant' | 'words' | 'day first' | 'month first' | 'seconds' | 'milliseconds';

/** A member read as dates. */
export interface WrittenDates {
  readonly column: Column;
  readonly form: DateForm;
  /** Per row, in milliseconds; a day counts from its start in UTC. Null where there is none. */
  readonly times: readonly (number | null)[];
  /** Whether all of them are days without a time. */
  readonly isDay: boolean;
  /** Gives an ISO day or instant; only for rows that have one. */
  readonly expr: Expr;
  /** The column's, with the order of day and month where the values do not prove it. */
  readonly label: string;
}

const remembered = new WeakMap<Column, readonly WrittenDates[]>();

/** The ways in which a member can be read as dates: none, one, or two where nothing proves what comes first. */
export function writtenDates(column: Column, beside: readonly Column[]): readonly WrittenDates[] {
  let known = remembered.get(column);
  if (known === undefined) {
    known = isIdentifier(column) ? [] : readingsOf(column);
    remembered.set(column, known);
  }
  if (known.length < 2) return known;
  const proved = provedOrder(column, beside);
  return proved === null ? known : known.filter(({ form }) => form === proved).map(plainly);
}

const plainly = (dates: WrittenDates): WrittenDates => ({ ...dates, label: dates.column.label });

/** What comes first is proved by the other members of the same answer, too: one service writes all dates alike. */
function provedOrder(column: Column, beside: readonly Column[]): DateForm | null {
  const forms = new Set<DateForm>();
  for (const other of beside) {
    if (other === column || other.units.join() !== column.units.join()) continue;
    const [only, second] = writtenDates(other, []);
    if (only !== undefined && second === undefined) forms.add(only.form);
  }
  const [first, last] = (['day first', 'month first'] as const).filter((form) => forms.has(form));
  return last === undefined ? (first ?? null) : null;
}

function readingsOf(column: Column): readonly WrittenDates[] {
  const values = column.values.filter((value) => value !== undefined && value !== null && value !== '');
  if (values.length === 0) return [];
  if (values.every((value) => typeof value === 'number')) return epochReading(column);
  if (!values.every((value): value is string => typeof value === 'string' && /\d{4}/.test(value) && value.length < 40))
    return [];
  const get = nullable(column.expr);
  if (values.every(isIso)) return reading(column, { form: values.every(isDay) ? 'day' : 'instant', expr: get, iso });
  const words = reading(column, { form: 'words', expr: fn('parseDate', get), iso: parseDate });
  if (words.length > 0) return words;
  const orders = (['day first', 'month first'] as const).flatMap((form) => {
    // `13-03-2026` is written as `13/03/2026` is.
    const mark = values.every((value) => value.includes('-')) ? '-' : '/';
    const expr = fn('parseDate', yearFirst(get, mark, form));
    return reading(column, { form, expr, iso: (text) => parseDate(turned(text, mark, form)) });
  });
  return orders.length < 2 ? orders : orders.map((dates) => ({ ...dates, label: `${column.label} (${dates.form})` }));
}

const iso = (text: string): string => text;

/** Nothing where some value is no date of that form. */
function reading(
  column: Column,
  { form, expr, iso }: { readonly form: DateForm; readonly expr: Expr; readonly iso: (text: string) => string },
): readonly WrittenDates[] {
  try {
    const texts = column.values.map((value: Json | undefined) =>
      typeof value === 'string' && value !== '' ? iso(value) : null,
    );
    const times = texts.map((text) => (text === null ? null : instantOf(text)));
    return [
      { column, form, times, isDay: texts.every((text) => text === null || isDay(text)), expr, label: column.label },
    ];
  } catch {
    return [];
  }
}

/** `04/03/2026` with the year in front, `2026/03/04`; as it is where it has not three parts. */
export function turned(text: string, mark: string, form: 'day first' | 'month first'): string {
  const parts = text.trim().split(mark);
  const [first = '', second = '', year = ''] = parts;
  if (parts.length !== 3 || year.length !== 4) return text;
  return form === 'day first' ? [year, second, first].join('/') : [year, first, second].join('/');
}

/** What `turned` does, in the functions of the language. */
export function yearFirst(text: Expr, mark: string, form: 'day first' | 'month first'): Expr {
  const parts = fn('split', text, lit(mark));
  if (form === 'day first') return fn('join', fn('reverse', parts), lit('/'));
  const part = (index: number): Expr => fn('at', parts, lit(index));
  return { $: 'text', parts: [part(2), '/', part(0), '/', part(1)] };
}

/** Seconds or milliseconds since 1970, which are known for times by their size and the member's name. */
function epochReading(column: Column): readonly WrittenDates[] {
  if (!isEpoch(column)) return [];
  const get = nullable(column.expr);
  const numbers = column.values.map((value) => (typeof value === 'number' ? value : null));
  const isMilliseconds = numbers.every((number) => number === null || number >= 1e12);
  return [
    {
      column,
      form: isMilliseconds ? 'milliseconds' : 'seconds',
      times: numbers.map((number) => (number === null || isMilliseconds ? number : number * 1000)),
      isDay: false,
      expr: fn('fromEpoch', get, lit(isMilliseconds ? 'millisecond' : 'second')),
      label: column.label,
    },
  ];
}

const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
const lit = (value: string | number): Expr => ({ $: 'lit', value });
