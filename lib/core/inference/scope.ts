import { isJsonObject, type Json, type JsonPath } from '../json/json.ts';
import type { Expr } from '../workflow/workflow.ts';
import { nounsOf, wordsOf } from './words.ts';

/** A value that can be named at one point of the program, seen in every recorded row (iteration) of that point. */
export interface Column {
  readonly expr: Expr;
  /** One value per row; `undefined` where the row has none. */
  readonly values: readonly (Json | undefined)[];
  /** Logical time per row after which the value was known; -1 for always. */
  readonly ready: readonly number[];
  /** Assistant turn per row that made the value; calls of one turn cannot feed each other. */
  readonly turns: readonly (string | undefined)[];
  /** Words of the member's own name, and of the thing that it belongs to. */
  readonly words: readonly string[];
  readonly about: readonly string[];
  readonly cost: number;
  readonly origin: 'reference' | 'computed';
  /** Keys of the units whose results are needed. */
  readonly units: readonly string[];
  /** For people: `pulls[*].title`. */
  readonly label: string;
  /** Plain values that the producing call itself was given, with the names of their arguments, per row. */
  readonly given?: readonly (ReadonlyMap<string, readonly string[]> | undefined)[];
  readonly locate?: (row: number) => Location | undefined;
  /** The member is missing in some rows. */
  readonly partial: boolean;
}

export interface Location {
  readonly call: string;
  readonly path: JsonPath;
}

const MAX_DEPTH = 7;
const MAX_COLUMNS = 4000;

/** What a point of the program can see. Rows are the recorded passes through that point. */
export class Scope {
  readonly rows: number;
  readonly roots: readonly Column[];
  private expanded: readonly Column[] | null = null;

  constructor(rows: number, roots: readonly Column[]) {
    this.rows = rows;
    this.roots = roots;
  }

  with(...columns: readonly Column[]): Scope {
    return new Scope(this.rows, [...this.roots, ...columns]);
  }

  /** The same point seen in some of its rows only, each as often as it is named. */
  pick(rows: readonly number[]): Scope {
    return new Scope(
      rows.length,
      this.roots.map((root) => pickRows(root, rows)),
    );
  }

  /** Roots and everything that can be reached from them by member names (and by "the only item" of lists of one). */
  columns(): readonly Column[] {
    if (this.expanded === null) {
      const all: Column[] = [];
      for (const root of this.roots) all.push(...reachable(root));
      this.expanded = all;
    }
    return this.expanded;
  }

  /** Columns that are lists in every row that has them. */
  lists(): readonly Column[] {
    return this.columns().filter(isListColumn);
  }
}

const reached = new WeakMap<Column, readonly Column[]>();

/** A root and its members; remembered, because scopes grow by one root at a time. */
function reachable(root: Column): readonly Column[] {
  let known = reached.get(root);
  if (known === undefined) {
    const all: Column[] = [];
    expand(root, 0, all);
    known = all;
    reached.set(root, known);
  }
  return known;
}

export function isListColumn(column: Column): boolean {
  let seen = false;
  for (const value of column.values) {
    if (value === undefined || value === null) continue;
    if (!Array.isArray(value)) return false;
    seen = true;
  }
  return seen;
}

export function pickRows(column: Column, rows: readonly number[]): Column {
  const { locate } = column;
  return {
    ...column,
    values: rows.map((row) => column.values[row]),
    ready: rows.map((row) => column.ready[row] ?? -1),
    turns: rows.map((row) => column.turns[row]),
    ...(column.given === undefined ? {} : { given: rows.map((row) => column.given?.[row]) }),
    ...(locate === undefined ? {} : { locate: (row: number) => locate(rows[row] ?? 0) }),
  };
}

function expand(column: Column, depth: number, all: Column[]): void {
  if (all.length >= MAX_COLUMNS) return;
  all.push(column);
  if (depth >= MAX_DEPTH) return;
  const keys = new Set<string>();
  let objects = 0;
  let listsOfOne = 0;
  let present = 0;
  for (const value of column.values) {
    if (value === undefined || value === null) continue;
    present += 1;
    if (isJsonObject(value)) {
      objects += 1;
      for (const key of Object.keys(value)) keys.add(key);
    } else if (Array.isArray(value) && value.length === 1) listsOfOne += 1;
  }
  if (objects > 0) {
    for (const key of keys) expand(memberColumn(column, key), depth + 1, all);
  } else if (listsOfOne > 0 && listsOfOne === present) {
    expand(onlyColumn(column), depth + 1, all);
  }
}

/** The member `key` of a column of objects. */
export function memberColumn(column: Column, key: string): Column {
  const values = column.values.map((value) =>
    isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined,
  );
  const { locate } = column;
  const words = wordsOf(key);
  const partial = values.some((value, row) => value === undefined && column.values[row] !== undefined);
  return {
    ...column,
    expr: getMember(column.expr, key, partial || column.partial),
    values,
    words,
    about: [...column.words, ...column.about],
    cost: column.cost + 0.4,
    label: column.label === '' ? key : `${column.label}.${key}`,
    partial: partial || column.partial,
    ...(locate === undefined ? {} : { locate: (row: number) => below(locate(row), key) }),
  };
}

/** The one item of lists that had one item in every row. */
function onlyColumn(column: Column): Column {
  const { locate } = column;
  return {
    ...column,
    expr: { $: 'over', op: 'only', in: column.expr, as: 'item', body: { $: 'lit', value: true } },
    values: column.values.map((value) => (Array.isArray(value) ? value[0] : undefined)),
    cost: column.cost + 0.7,
    label: `${column.label}[0]`,
    words: column.words,
    ...(locate === undefined ? {} : { locate: (row: number) => below(locate(row), 0) }),
  };
}

export function below(location: Location | undefined, key: string | number): Location | undefined {
  return location === undefined ? undefined : { call: location.call, path: [...location.path, key] };
}

/** `from.key`, with neighbouring paths joined into one. */
export function getMember(from: Expr, key: string | number, nullable: boolean): Expr {
  if (from.$ === 'get') {
    const missing = nullable || from.missing === 'null' ? ({ missing: 'null' } as const) : {};
    return { $: 'get', from: from.from, path: [...from.path, key], ...missing };
  }
  return { $: 'get', from, path: [key], ...(nullable ? { missing: 'null' } : {}) };
}

/** Words for a tool's results: the nouns in its name. */
export function aboutTool(tool: string): readonly string[] {
  return nounsOf(tool);
}
