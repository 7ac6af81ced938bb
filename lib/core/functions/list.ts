import { canonicalJson } from '../json/canonical.ts';
import { jsonEqual } from '../json/equal.ts';
import type { Json } from '../json/json.ts';
import { decimal } from './decimal.ts';
import { describeValue, ExpressionError } from './expression-error.ts';
import { compare } from './logic.ts';
import { toText } from './table.ts';

type List<T> = readonly T[] | null | undefined;

/** Items of a list, characters (code points) of a text, members of an object; null has none. */
export function length(value: Json | undefined): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'object') return Object.keys(value).length;
  throw new ExpressionError(`${describeValue(value)} has no length.`);
}

/** How many items there are, or how many equal `value` where it is given. */
export function count(list: List<Json>, value?: Json): number {
  if (!list) return 0;
  return value === undefined ? list.length : list.filter((item) => jsonEqual(item, value)).length;
}

/** Sum of the numbers as decimals (0.1 and 0.2 are 0.3); nulls are passed over; nothing sums to 0. */
export function sum(list: List<number | null>): number {
  return decimal(numbers(list, 'sum').reduce((total, number) => total + number, 0));
}

/** Mean of the numbers; nulls are passed over; null where there is none. */
export function avg(list: List<number | null>): number | null {
  const values = numbers(list, 'avg');
  return values.length === 0 ? null : values.reduce((total, number) => total + number, 0) / values.length;
}

/** Least number or text; null where there is none. */
export function min<T extends number | string>(list: List<T | null>): T | null {
  return best(list, (sign) => sign < 0);
}

/** Greatest number or text; null where there is none. */
export function max<T extends number | string>(list: List<T | null>): T | null {
  return best(list, (sign) => sign > 0);
}

export function first<T>(list: List<T>): T | null {
  return at(list, 0);
}

export function last<T>(list: List<T>): T | null {
  return at(list, -1);
}

/** The item at a position from 0, from the end where negative; null where there is none. */
export function at<T>(list: List<T>, index: number): T | null {
  return list?.at(index) ?? null;
}

export function reverse<T>(list: List<T>): T[] {
  return [...(list ?? [])].reverse();
}

/** Items from `start` up to and without `end` (all where absent); negative counts from the end. */
export function slice<T>(list: List<T>, start: number, end?: number | null): T[] {
  return (list ?? []).slice(start, end ?? undefined);
}

/** Each different value once, in order of first sight. */
export function unique<T extends Json>(list: List<T>): T[] {
  const seen = new Set<string>();
  return (list ?? []).filter((item) => {
    const text = canonicalJson(item);
    return !seen.has(text) && seen.add(text);
  });
}

/** One level: lists inside the list are opened, other items stay. */
export function flatten<T>(list: List<T | readonly T[]>): T[] {
  return (list ?? []).flat() as T[];
}

/** Whether the list holds an item equal to `value`. */
export function has(list: List<Json>, value: Json | undefined): boolean {
  return (list ?? []).some((item) => jsonEqual(item, value ?? null));
}

/** Items of the first list that the second does not hold. */
export function without<T extends Json>(list: List<T>, others: List<Json>): T[] {
  const known = new Set((others ?? []).map(canonicalJson));
  return (list ?? []).filter((item) => !known.has(canonicalJson(item)));
}

/** Lists one after the other; nulls are passed over. */
export function concat<T>(...lists: readonly List<T>[]): T[] {
  return lists.flatMap((list) => list ?? []);
}

/** Items as text with `separator` between them; a null item is an empty text. */
export function join(list: List<Json>, separator: string): string {
  return (list ?? []).map(toText).join(separator);
}

/** Items as text, each with its number in front, from 1: `1. first`, `2. second`; `mark` stands after the number. */
export function numbered(list: List<Json>, mark = '. '): string[] {
  return (list ?? []).map((item, at) => `${at + 1}${mark}${toText(item)}`);
}

function numbers(list: List<number | null>, name: string): number[] {
  return (list ?? []).flatMap((item) => {
    if (item === null) return [];
    if (typeof item !== 'number') throw new ExpressionError(`${name} needs numbers, but got ${describeValue(item)}.`);
    return [item];
  });
}

function best<T extends number | string>(list: List<T | null>, better: (sign: number) => boolean): T | null {
  let found: T | null = null;
  for (const item of list ?? []) {
    if (item !== null && (found === null || better(compare(item, found)))) found = item;
  }
  return found;
}
