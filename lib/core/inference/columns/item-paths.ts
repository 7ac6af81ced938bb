import { isJsonObject, type Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from './column.ts';

/** A plain member of the records of a list, by its path. */
export interface ItemPath {
  readonly path: readonly string[];
  readonly numeric: boolean;
  /** Every value is a number written as a text, as in tables: `"95"`. */
  readonly written: boolean;
}

/** A number as tables hold it. */
export const WRITTEN_NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/;

/** Paths of plain members in the records of a list, the empty path for lists of plain values. */
export function itemPaths(list: Column): readonly ItemPath[] {
  let known = pathCache.get(list.values);
  if (known === undefined) {
    known = findItemPaths(list);
    pathCache.set(list.values, known);
  }
  return known;
}

const pathCache = new WeakMap<Column['values'], readonly ItemPath[]>();

const MOST_LISTS = 41;
const MOST_ITEMS = 50;

function findItemPaths(list: Column): readonly ItemPath[] {
  // A list from outside a loop is the same in all of its rows.
  const lists = new Set(list.values.filter((value) => Array.isArray(value)));
  const seen = new Map<string, ItemPath>();
  for (const items of [...lists].slice(0, MOST_LISTS)) {
    for (const [key, found] of pathsIn(items)) {
      const known = seen.get(key);
      seen.set(key, known === undefined ? found : bothOf(known, found));
    }
  }
  return [...seen.values()];
}

const bothOf = (a: ItemPath, b: ItemPath): ItemPath => ({
  path: a.path,
  numeric: a.numeric && b.numeric,
  written: a.written && b.written,
});

const listCache = new WeakMap<readonly Json[], ReadonlyMap<string, ItemPath>>();

/** The paths in one list. Remembered, because the same list is seen from many points of the program. */
function pathsIn(items: readonly Json[]): ReadonlyMap<string, ItemPath> {
  const done = listCache.get(items);
  if (done !== undefined) return done;
  const seen = new Map<string, ItemPath>();
  const walk = (value: Json, path: readonly string[]): void => {
    if (isJsonObject(value)) {
      if (path.length < 5) for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    } else if (value !== null && !Array.isArray(value) && typeof value !== 'boolean') {
      const key = path.join('\u0000');
      const known = seen.get(key);
      const numeric = typeof value === 'number' && (known?.numeric ?? true);
      const written = typeof value === 'string' && (known?.written ?? true) && WRITTEN_NUMBER.test(value);
      if (known === undefined || known.numeric !== numeric || known.written !== written)
        seen.set(key, { path, numeric, written });
    }
  };
  for (const item of items.slice(0, MOST_ITEMS)) walk(item, []);
  listCache.set(items, seen);
  return seen;
}

export function projected(list: Column, path: readonly string[], variable: string): Expr {
  if (path.length === 0) return list.expr;
  return {
    $: 'over',
    op: 'map',
    in: list.expr,
    as: variable,
    body: { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path] },
  };
}

export function itemsOf(list: Column, row: number): readonly Json[] {
  const value = list.values[row];
  return Array.isArray(value) ? value : [];
}
