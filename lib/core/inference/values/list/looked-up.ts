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
  return outer.lists().flatMap((other): Column[] => {
    if (other === list || !usable(pickRows(other, rows), target)) return [];
    const most = Math.max(...other.values.map((value) => (Array.isArray(value) ? value.length : 0)));
    if (most < 2 || most > MAX_RECORDS) return [];
    for (const { path } of itemPaths(other)) {
      if (path.length === 0) continue;
      const byRow = other.values.map((_, row) => recordsBy(itemsOf(other, row), path));
      for (const key of keys) {
        const records = key.values.map((value, at) => byRow[items.places[at]?.row ?? -1]?.get(value ?? null));
        if (!records.every((record, at) => record !== undefined && record !== items.item.values[at])) continue;
        return [joined({ other, path, key, records }, items, context)];
      }
    }
    return [];
  });
}

/** Whether a member's values together are ids: no two lists share them by chance. */
function isTelling(column: Column): boolean {
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
    readonly other: Column;
    readonly path: readonly string[];
    readonly key: Column;
    readonly records: readonly (Json | undefined)[];
  },
  items: Items,
  context: DraftContext,
): Column {
  const { other, path, key, records } = found;
  const variable = context.variables.make(other.words.length > 0 ? other.words : other.about);
  const { locate: _locate, given: _given, ...rest } = other;
  const rowOf = (at: number): number => items.places[at]?.row ?? -1;
  return {
    ...rest,
    expr: {
      $: 'over',
      op: 'find',
      in: other.expr,
      as: variable,
      body: {
        $: 'fn',
        name: 'eq',
        args: [{ $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path] }, key.expr],
      },
    },
    values: records,
    ready: records.map((_, at) => other.ready[rowOf(at)] ?? -1),
    turns: records.map((_, at) => other.turns[rowOf(at)]),
    // By its own id a record is the only one in every run; by what it refers to it may only be so in this one.
    cost: other.cost + (isOwnId(path, other) ? 1 : 3),
    origin: 'computed',
    units: [...other.units, ...key.units],
    label: `${other.label} by ${key.label}`,
  };
}

const ID_WORDS = new Set(['id', 'key', 'no', 'number', 'code', 'uid', 'uuid', 'sku', 'slug', 'login', 'email', 'ref']);

function isOwnId(path: readonly string[], { words, about }: Column): boolean {
  const name = wordsOf(path.at(-1) ?? '');
  return (
    name.some((word) => ID_WORDS.has(word)) &&
    name.every((word) => ID_WORDS.has(word) || words.includes(word) || about.includes(word))
  );
}
