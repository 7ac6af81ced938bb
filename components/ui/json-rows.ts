import { isJsonArray, isJsonObject, type Json, type JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';

/** One line of the tree: a container that can be opened, or a value. */
export interface JsonRow {
  readonly path: JsonPath;
  /** `formatPath(path)`; unique within one tree. */
  readonly id: string;
  readonly depth: number;
  /** Member name or index in its container; null for the root. */
  readonly name: string | number | null;
  readonly value: Json;
  /** Items or members of a container, null for a scalar. */
  readonly size: number | null;
  readonly open: boolean;
}

export interface JsonRowsOptions {
  /** What the user opened (true) or closed (false), by row id; the rest follows `openDepth`. */
  readonly toggled: ReadonlyMap<string, boolean>;
  /** Containers at a depth below this one are open at first. */
  readonly openDepth: number;
  /** Only rows whose name or text holds this (ignoring case), with the containers around them. */
  readonly search: string;
}

function childrenOf(value: Json): readonly (readonly [string | number, Json])[] | null {
  if (isJsonArray(value)) return value.map((item, index) => [index, item] as const);
  if (isJsonObject(value)) return Object.entries(value);
  return null;
}

/** The visible lines of a value as a tree, in order. Pure; a list longer than 1,000 opens only where asked. */
export function jsonRows(root: Json, options: JsonRowsOptions): readonly JsonRow[] {
  const search = options.search.trim().toLowerCase();
  const rows: JsonRow[] = [];

  /** Adds the row and what shows below it; tells whether anything here fits the search. */
  const add = (value: Json, path: JsonPath, name: string | number | null): boolean => {
    const id = formatPath(path);
    const depth = path.length;
    const children = childrenOf(value);
    const size = children?.length ?? null;
    const fits = search === '' || fitsSearch(name, value, search);
    const small = size !== null && size <= 1000;
    const open =
      children !== null &&
      size !== 0 &&
      (options.toggled.get(id) ?? (search !== '' || (small && depth < options.openDepth)));
    const at = rows.length;
    rows.push({ path, id, depth, name, value, size, open });
    if (children === null || (!open && search === '')) return fits;
    let below = false;
    for (const [key, child] of children) below = add(child, [...path, key], key) || below;
    if (fits || below) {
      if (!open) rows.length = at + 1;
      return true;
    }
    rows.length = at;
    return false;
  };

  const any = add(root, [], null);
  if (!any) return [];
  const keep =
    search === '' ? rows : rows.filter((row) => row.size !== null || fitsSearch(row.name, row.value, search));
  // A root that is a container says nothing by itself: its members are the first lines.
  return keep[0]?.size != null && keep[0].size > 0 ? keep.slice(1) : keep;
}

function fitsSearch(name: string | number | null, value: Json, search: string): boolean {
  if (typeof name === 'string' && name.toLowerCase().includes(search)) return true;
  return (typeof value !== 'object' || value === null) && String(value).toLowerCase().includes(search);
}

export interface JsonTableSpot {
  /** Path of the list within the whole value. */
  readonly path: JsonPath;
  readonly rows: readonly Json[];
  /** What stands beside the list, so that the table hides nothing: scalars only. */
  readonly beside: readonly (readonly [string, Json])[];
}

/**
 * Where a value is best read as a table: an array of at least two objects that share a member, by itself or as the only
 * container of an object.
 */
export function tableIn(root: Json): JsonTableSpot | null {
  if (isJsonArray(root)) return isTable(root) ? { path: [], rows: root, beside: [] } : null;
  if (!isJsonObject(root)) return null;
  const members = Object.entries(root);
  const containers = members.filter(([, value]) => typeof value === 'object' && value !== null);
  const [only] = containers;
  if (containers.length !== 1 || only === undefined) return null;
  const [key, list] = only;
  if (!isJsonArray(list) || !isTable(list)) return null;
  return { path: [key], rows: list, beside: members.filter(([name]) => name !== key) };
}

function isTable(list: readonly Json[]): boolean {
  if (list.length < 2 || !list.every(isJsonObject)) return false;
  const [first] = list;
  return (
    first !== undefined &&
    isJsonObject(first) &&
    Object.keys(first).some((key) => list.every((row) => isJsonObject(row) && Object.hasOwn(row, key)))
  );
}

/** The columns of a table: members by how many rows have them, then by first appearance; all of them. */
export function tableColumns(rows: readonly Json[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (!isJsonObject(row)) continue;
    for (const key of Object.keys(row)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}

/** A container in a few words: `{3}`, `[12]`, `[]`. */
export function containerText(value: Json): string {
  if (isJsonArray(value)) return `[${value.length || ''}]`;
  if (isJsonObject(value)) return `{${Object.keys(value).length || ''}}`;
  return JSON.stringify(value);
}

/** Whether a value has at most so many parts in all; stops counting there. */
export function hasAtMost(value: Json, parts: number): boolean {
  let left = parts;
  const count = (each: Json): boolean => {
    left -= 1;
    if (left < 0) return false;
    const children = childrenOf(each);
    return children === null || children.every(([, child]) => count(child));
  };
  return count(value);
}
