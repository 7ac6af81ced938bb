import type { Column } from './column.ts';
import { isIdentifier } from './is-identifier.ts';

/** The years 2001 to 2096: in milliseconds these numbers have thirteen digits, and hardly anything else has. */
const FIRST = 1e9;
const LAST = 4e9;

/** Names of members that hold times: `created`, `updatedAt`, `ts`; ten digits may be anything else. */
const TIME =
  /^(at|ts|time|timestamp|date|epoch|mtime|ctime|created?|creation|update?d?|modified|changed|started?|ended?|finished|published|sent|received|opened|closed|expir\w*|due|seen)$/;

/** Whether all numbers of a member are times, counted in milliseconds or seconds since 1970. */
export function isEpoch(column: Column): boolean {
  if (isIdentifier(column)) return false;
  const named = column.words.some((word) => TIME.test(word));
  const numbers = column.values.filter((value) => value !== undefined && value !== null);
  const isTime = (unit: number) => (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= FIRST * unit && value < LAST * unit;
  return numbers.length > 0 && (numbers.every(isTime(1000)) || (named && numbers.every(isTime(1))));
}
