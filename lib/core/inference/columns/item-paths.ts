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

function findItemPaths(list: Column): readonly ItemPath[] {
  const looked = new Set<Json>();
  const seen = new Map<string, { path: string[]; numeric: boolean; written: boolean }>();
  const walk = (value: Json, path: string[]): void => {
    if (isJsonObject(value)) {
      if (path.length < 5) for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    } else if (value !== null && !Array.isArray(value) && typeof value !== 'boolean') {
      const key = path.join('\u0000');
      const numeric = typeof value === 'number';
      const written = typeof value === 'string' && WRITTEN_NUMBER.test(value);
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { path, numeric, written });
      else {
        known.numeric = known.numeric && numeric;
        known.written = known.written && written;
      }
    }
  };
  let count = 0;
  for (const value of list.values) {
    // A list from outside a loop is the same in all of its rows.
    if (!Array.isArray(value) || looked.has(value)) continue;
    looked.add(value);
    for (const item of value.slice(0, 50)) walk(item, []);
    count += 1;
    if (count > 40) break;
  }
  return [...seen.values()];
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
