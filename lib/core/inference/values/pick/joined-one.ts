import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths } from '../../columns/item-paths.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import { specificWords } from '../fit-column.ts';
import type { PickOption } from './pick-options.ts';

/** A join of more is looked for elsewhere. */
const MOST_ITEMS = 2000;

/**
 * `The default priority of its service`: several services have that priority, and the one that is meant is the one with
 * the id that the ticket holds. The position of that item in each row, where one join leads to an item that holds the
 * value in every row; null where none does, or two lead to different items.
 */
export function joinedOne(
  { list, member, chosen }: PickOption,
  scope: Scope,
  target: Target,
): readonly number[] | null {
  if (chosen.every(({ length }) => length === 1)) return null;
  if (list.values.some((items) => Array.isArray(items) && items.length > MOST_ITEMS)) return null;
  const joins: { readonly at: readonly number[]; readonly named: boolean }[] = [];
  for (const { path } of itemPaths(list)) {
    const words = wordsOf(path.at(-1) ?? '');
    if (words.join(' ') === member.words.join(' ')) continue;
    const places = list.values.map((items) => placesBy(items ?? null, path));
    for (const key of scope.columns()) {
      const at = positions(key, places, chosen);
      if (at === null || !usable(key, target)) continue;
      const named = namesSame(key, words, list);
      if (named || key.values.every((value) => surpriseOf(value ?? null) >= TELLING_BITS)) joins.push({ at, named });
    }
  }
  const named = joins.filter((join) => join.named);
  const [first, ...others] = named.length > 0 ? named : joins;
  if (first === undefined || others.some(({ at }) => at.some((index, row) => index !== first.at[row]))) return null;
  return first.at;
}

/** Less is in another list by chance. */
const TELLING_BITS = 12;

const known = new WeakMap<readonly Json[], Map<string, ReadonlyMap<string, number>>>();

/** Where each value of a member stands; -1 for those that several items hold. Remembered for the rows of a loop. */
function placesBy(items: Json, path: readonly string[]): ReadonlyMap<string, number> {
  if (!Array.isArray(items)) return new Map();
  const paths = known.get(items) ?? new Map<string, ReadonlyMap<string, number>>();
  known.set(items, paths);
  const name = path.join('\u0000');
  const before = paths.get(name);
  if (before !== undefined) return before;
  const places = new Map<string, number>();
  items.forEach((item, index) => {
    const value = keyOf(valueAt(item, path));
    if (value !== null) places.set(value, places.has(value) ? -1 : index);
  });
  paths.set(name, places);
  return places;
}

function positions(
  key: Column,
  places: readonly ReadonlyMap<string, number>[],
  chosen: readonly (readonly number[])[],
): readonly number[] | null {
  const found: number[] = [];
  for (const [row, options] of chosen.entries()) {
    const value = keyOf(key.values[row]);
    const index = value === null ? undefined : places[row]?.get(value);
    if (index === undefined || !options.includes(index)) return null;
    found.push(index);
  }
  return found;
}

/** An id as a text: tables hold numbers as texts. */
const keyOf = (value: Json | undefined): string | null =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? toText(value) : null;

/** Whether the names say that both are the id of one thing: `service_id` and `service_id`, or `id` of a service. */
const namesSame = (key: Column, words: readonly string[], list: Column): boolean =>
  sharedWords(specificWords(key.words), [...words, ...list.words, ...list.about]) > 0;
