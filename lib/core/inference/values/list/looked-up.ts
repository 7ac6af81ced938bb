import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import { type Column, pickRows } from '../../columns/column.ts';
import { itemPaths, itemsOf } from '../../columns/item-paths.ts';
import type { Items } from '../../columns/items.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { surpriseOf, UNLIKELY_BITS } from '../../words/surprise.ts';
import { wordsOf } from '../../words/words.ts';

const MAX_RECORDS = 500;

/**
 * Records of other lists that a member of each item leads to, by an id that only one of them has: the guest of a
 * booking, where the guests were read one by one before.
 */
export function lookedUp(
  items: Items,
  place: { readonly list: Column; readonly outer: Scope; readonly target: Target },
  context: DraftContext,
): Column[] {
  const { list, outer, target } = place;
  if (items.places.length > MAX_RECORDS) return [];
  const rows = items.places.map(({ row }) => row);
  const keys = items.members().filter(isTelling);
  const others = outer.lists().filter((other) => other !== list && usable(pickRows(other, rows), target));
  return recordsLedTo({ keys, lists: others, rows, own: [items.item] }, context);
}

/**
 * The records of lists that ids lead to, a column for each list and key, over the rows of the keys. `rows` has the row of
 * the lists for each row of the keys; what is in `own` already is not looked up.
 */
export function recordsLedTo(
  search: {
    readonly keys: readonly Column[];
    readonly lists: readonly Column[];
    readonly rows: readonly number[];
    readonly own: readonly Column[];
    readonly isKey?: (key: Column, path: readonly string[], list: Column) => boolean;
  },
  context: DraftContext,
): Column[] {
  const { keys, lists, rows, own, isKey } = search;
  return lists.flatMap((list): Column[] => {
    const most = Math.max(...list.values.map((value) => (Array.isArray(value) ? value.length : 0)));
    if (most < 2 || most > MAX_RECORDS) return [];
    const found: Column[] = [];
    for (const { path } of itemPaths(list)) {
      if (path.length === 0) continue;
      const byRow = list.values.map((_, row) => recordsBy(itemsOf(list, row), path));
      for (const key of keys) {
        if (isKey?.(key, path, list) === false) continue;
        const records = key.values.map((value, at) => byRow[rows[at] ?? -1]?.get(value ?? null));
        if (
          records.includes(undefined) ||
          own.some(({ values }) => records.some((record, at) => record === values[at]))
        )
          continue;
        found.push(joined({ list, path, key, records, rows }, context));
        if (isKey === undefined) return found;
      }
    }
    return found;
  });
}

/** Whether a member's values together are ids: no two lists share them by chance. */
export function isTelling(column: Column): boolean {
  const distinct = new Set(column.values);
  let bits = 0;
  for (const value of distinct) {
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    const own = surpriseOf(value);
    if (own < 8) return false;
    bits += own;
  }
  return bits >= UNLIKELY_BITS * 1.5;
}

/** Records by the value of a member; those that share it are none. */
function recordsBy(records: readonly Json[], path: readonly string[]): ReadonlyMap<Json, Json | undefined> {
  const found = new Map<Json, Json | undefined>();
  for (const record of records) {
    const value = valueAt(record, path) ?? null;
    found.set(value, found.has(value) ? undefined : record);
  }
  return found;
}

function joined(
  found: {
    readonly list: Column;
    readonly path: readonly string[];
    readonly key: Column;
    readonly records: readonly (Json | undefined)[];
    readonly rows: readonly number[];
  },
  context: DraftContext,
): Column {
  const { list, path, key, records, rows } = found;
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const { locate: _locate, given: _given, ...rest } = list;
  return {
    ...rest,
    expr: {
      $: 'over',
      op: 'find',
      in: list.expr,
      as: variable,
      body: {
        $: 'fn',
        name: 'eq',
        args: [{ $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path] }, key.expr],
      },
    },
    values: records,
    ready: rows.map((row) => list.ready[row] ?? -1),
    turns: rows.map((row) => list.turns[row]),
    // By its own id a record is the only one in every run; by what it refers to it may only be so in this one.
    cost: list.cost + (isOwnId(path, list) ? 1 : 3),
    origin: 'computed',
    units: [...list.units, ...key.units],
    label: `${list.label} by ${key.label}`,
  };
}

const ID_WORDS = new Set(['id', 'key', 'no', 'number', 'code', 'uid', 'uuid', 'sku', 'slug', 'login', 'email', 'ref']);

export function isOwnId(path: readonly string[], { words, about }: Pick<Column, 'words' | 'about'>): boolean {
  const name = wordsOf(path.at(-1) ?? '');
  // `id`, `room_id`, and `room` itself where the records are rooms.
  return name.length > 0 && name.every((word) => ID_WORDS.has(word) || words.includes(word) || about.includes(word));
}
