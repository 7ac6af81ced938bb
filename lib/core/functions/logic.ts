import { jsonEqual } from '../json/equal.ts';
import type { Json } from '../json/json.ts';
import { describeValue, ExpressionError } from './expression-error.ts';

type Maybe = Json | undefined;

/** Equal as JSON: `1` is not `"1"`, member order does not matter. */
export function eq(left: Maybe, right: Maybe): boolean {
  return jsonEqual(left ?? null, right ?? null);
}

export function ne(left: Maybe, right: Maybe): boolean {
  return !eq(left, right);
}

/** Null compares as false with everything; texts compare by code unit, which orders ISO dates of one zone rightly. */
export function lt(left: Maybe, right: Maybe): boolean {
  return order(left, right, (sign) => sign < 0);
}

export function le(left: Maybe, right: Maybe): boolean {
  return order(left, right, (sign) => sign <= 0);
}

export function gt(left: Maybe, right: Maybe): boolean {
  return order(left, right, (sign) => sign > 0);
}

export function ge(left: Maybe, right: Maybe): boolean {
  return order(left, right, (sign) => sign >= 0);
}

export function and(...conditions: readonly Maybe[]): boolean {
  return conditions.every(truth);
}

export function or(...conditions: readonly Maybe[]): boolean {
  return conditions.some(truth);
}

export function not(condition: Maybe): boolean {
  return !truth(condition);
}

export function isNull(value: Maybe): boolean {
  return value === null || value === undefined;
}

/** True for null, an empty text, an empty list and an object without members. */
export function isEmpty(value: Maybe): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The first value that is not null, else null. */
export function coalesce<T extends Json>(...values: readonly (T | null | undefined)[]): T | null {
  return values.find((value) => value !== null && value !== undefined) ?? null;
}

/** Only true and false are truth values; null counts as false so that a missing flag can be asked for. */
export function truth(value: Maybe): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(`A condition must be true or false, but it is ${describeValue(value)}.`);
}

/** Negative, zero or positive. Numbers by value, texts by code unit, false before true. */
export function compare(left: Json, right: Json): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  throw new ExpressionError(`Cannot order ${describeValue(left)} and ${describeValue(right)}.`);
}

function order(left: Maybe, right: Maybe, holds: (sign: number) => boolean): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return false;
  return holds(compare(left, right));
}
