import { describeValue, ExpressionError } from '#core/functions/expression-error.ts';
import { applyFunction } from '#core/functions/functions.ts';
import { compare } from '#core/functions/logic.ts';
import { canonicalJson } from '#core/json/canonical.ts';
import type { Json, JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';

/**
 * Data whose shape neither a schema nor the recording described. The type checker lets it pass everywhere; what is read
 * from it goes through `get`, which checks at run time.
 */
// biome-ignore lint/suspicious/noExplicitAny: this is the one name for "nobody promised a type".
export type Loose = any;

/** The same value where another type is wanted: the schemas do not promise that it fits, the recording showed it. */
export function loose(value: unknown): Loose {
  return value;
}

/** Stands for an argument, member or item that is left out; `present` drops it. */
export const absent: Loose = Symbol('absent');

/** The same object or list without what is `absent`. */
export function present<T extends object>(holder: T): T;
export function present(holder: object): object {
  if (Array.isArray(holder)) return holder.filter((item) => item !== absent);
  return Object.fromEntries(Object.entries(holder).filter(([, member]) => member !== absent));
}

/** The value at a path. Throws naming the first part that is not there. */
export function get(root: Loose, ...path: JsonPath): Loose {
  return walk(root, path, false);
}

/** The value at a path, or null where a part of it is not there. */
export function getOrNull(root: Loose, ...path: JsonPath): Loose {
  return walk(root, path, true);
}

/**
 * A look at data of which parts may be missing: those are null. `maybe(pull).author?.login` is null where there is no
 * author. For conditions and choices; data to go on with is read plainly, and stops the run where it is missing.
 */
export function maybe<T>(value: T): Maybe<T>;
export function maybe(value: Loose): Loose {
  return new Proxy(typeof value === 'object' && value !== null ? value : {}, {
    get(holder, key) {
      if (typeof key === 'symbol') return Reflect.get(holder, key);
      const member = ownMember(holder, key);
      if (member === undefined) return null;
      return typeof member === 'object' && member !== null && !Array.isArray(member) ? maybe(member) : member;
    },
  });
}

export type Maybe<T> = {
  readonly [Key in keyof NonNullable<T>]-?: Seen<Exclude<NonNullable<T>[Key], undefined>> | null;
};
type Seen<T> = T extends readonly unknown[] ? T : T extends object ? Maybe<T> : T;

/** The value, which must not be null. Throws where it is. */
export function needed<T>(value: T): NonNullable<T> {
  if (value === null || value === undefined) throw new ExpressionError('A value is needed, but there is none.');
  return value;
}

/** The value as a list. Throws where it is none. */
export function list(value: Loose): Loose[] {
  if (Array.isArray(value)) return value;
  throw new ExpressionError(`A list is needed, but it is ${describeValue(value)}.`);
}

/** A function of the expression library, with its arguments checked against its declared types. */
export function apply(name: string, ...args: Json[]): Loose {
  return applyFunction(name, args, { now: '', timeZone: 'UTC' });
}

/** The first item that fits, else null. */
export function find<T>(items: readonly T[], fits: (item: T) => boolean): T | null {
  return items.find(fits) ?? null;
}

/** The item that fits. Throws unless exactly one does. */
export function only<T>(items: readonly T[], fits: (item: T) => boolean = () => true): T {
  const found = items.filter(fits);
  const [item] = found;
  if (found.length === 1 && item !== undefined) return item;
  const count = found.length === 0 ? 'none' : String(found.length);
  throw new ExpressionError(`Exactly one item must fit, but ${count} of ${items.length} did.`);
}

/** Items under equal keys together, in order of first sight. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): { key: K; items: T[] }[] {
  const groups = new Map<string, { key: K; items: T[] }>();
  for (const item of items) {
    const key = keyOf(item);
    const text = canonicalJson(key as Json);
    const group = groups.get(text) ?? { key, items: [] };
    group.items.push(item);
    groups.set(text, group);
  }
  return [...groups.values()];
}

/** The first item of each different key. */
export function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => Loose): T[] {
  return groupBy(items, keyOf).flatMap((group) => group.items.slice(0, 1));
}

export type SortKey<T> = readonly [keyOf: (item: T) => Loose, order: 'asc' | 'desc'];

/** Items in order of the keys, first key first; equal ones keep their places, null comes last in either order. */
export function sortBy<T>(items: readonly T[], ...keys: readonly SortKey<T>[]): T[] {
  const rows = items.map((item) => ({ item, values: keys.map(([keyOf]) => keyOf(item)) }));
  const sorted = rows.toSorted((a, b) => {
    for (const [index, [, order]] of keys.entries()) {
      const sign = compareKeys(a.values[index] ?? null, b.values[index] ?? null, order);
      if (sign !== 0) return sign;
    }
    return 0;
  });
  return sorted.map(({ item }) => item);
}

/** The first so many items. */
export function take<T>(items: readonly T[], count: Loose): T[] {
  if (Number.isInteger(count) && count >= 0) return items.slice(0, count);
  throw new ExpressionError(`How many to take must be a whole number from 0, but it is ${describeValue(count)}.`);
}

function compareKeys(left: Json, right: Json, order: 'asc' | 'desc'): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return order === 'desc' ? compare(right, left) : compare(left, right);
}

function walk(root: Loose, path: JsonPath, orNull: boolean): Loose {
  let value = root;
  for (const [index, key] of path.entries()) {
    const next = ownMember(value, key);
    if (next === undefined) {
      if (orNull) return null;
      const place = formatPath(path.slice(0, index)) || 'the value';
      throw new ExpressionError(`There is no ${JSON.stringify(key)} at ${place}: it is ${describeValue(value)}.`);
    }
    value = next;
  }
  return value;
}

function ownMember(value: Loose, key: string | number): Loose {
  if (Array.isArray(value)) return typeof key === 'number' ? value.at(key) : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return value[key];
}
