import { isJsonObject } from '../../json/json.ts';
import { type Column, isListColumn, memberColumn, onlyColumn, pickRows } from './column.ts';
import { insideText } from './inside-text.ts';

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

const MAX_DEPTH = 7;

const MAX_COLUMNS = 4000;

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
  } else if (present > 0 && column.origin === 'reference' && column.expr.$ === 'get') {
    const inside = insideText(column);
    if (inside !== null) expand(inside, depth + 1, all);
  }
}
