import { isJsonObject, type Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from './column.ts';

/** A plain member of the records of a list, by its path. */
export interface ItemPath {
  readonly path: readonly string[];
  readonly numeric: boolean;
  /** Every value that is there is a number written as a text, as in tables: `"95"`. */
  readonly written: boolean;
  /** Some value is an empty text: the cell of a table that has none. */
  readonly gaps: boolean;
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
  gaps: a.gaps || b.gaps,
});

const listCache = new WeakMap<readonly Json[], ReadonlyMap<string, ItemPath>>();

/** The paths in one list. Remembered, because the same list is seen from many points of the program. */
function pathsIn(items: readonly Json[]): ReadonlyMap<string, ItemPath> {
  let known = listCache.get(items);
  if (known === undefined) {
    const members = new Members([]);
    const found = new Set<Members>();
    for (let at = 0; at < Math.min(items.length, MOST_ITEMS); at += 1) members.see(items[at] ?? null, found);
    known = new Map([...found].map((member) => [member.path.join('\u0000'), member]));
    listCache.set(items, known);
  }
  return known;
}

/** What stands at one path of a list's items, and below it. */
class Members implements ItemPath {
  readonly path: readonly string[];
  numeric = true;
  written = true;
  gaps = false;
  private readonly below = new Map<string, Members>();

  constructor(path: readonly string[]) {
    this.path = path;
  }

  /** Looks at one item's value here; paths at which plain values stand are added to `found`, in order of first sight. */
  see(value: Json, found: Set<Members>): void {
    if (isJsonObject(value)) {
      if (this.path.length < 5) for (const key of Object.keys(value)) this.member(key).see(value[key] ?? null, found);
    } else if (value !== null && !Array.isArray(value) && typeof value !== 'boolean') {
      this.numeric &&= typeof value === 'number';
      this.gaps ||= value === '';
      this.written &&= value === '' || (typeof value === 'string' && WRITTEN_NUMBER.test(value));
      found.add(this);
    }
  }

  private member(key: string): Members {
    let member = this.below.get(key);
    if (member === undefined) {
      member = new Members([...this.path, key]);
      this.below.set(key, member);
    }
    return member;
  }
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
