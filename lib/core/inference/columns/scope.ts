import { isJsonObject } from '../../json/json.ts';
import { type Column, isListColumn, memberColumn, onlyColumn, pickRows } from './column.ts';
import { insideText } from './inside-text.ts';
import type { EntriesOf } from './said-entries.ts';

/** What a point of the program can see. Rows are the recorded passes through that point. */
export class Scope {
  readonly rows: number;
  readonly roots: readonly Column[];
  /** What of the entries of a list can be seen by its name. */
  readonly entriesOf: EntriesOf;
  private expanded: readonly Column[] | null = null;

  constructor(rows: number, roots: readonly Column[], entriesOf: EntriesOf = NO_ENTRIES) {
    this.rows = rows;
    this.roots = roots;
    this.entriesOf = entriesOf;
  }

  with(...columns: readonly Column[]): Scope {
    return new Scope(this.rows, [...this.roots, ...columns], this.entriesOf);
  }

  /** The same point seen in some of its rows only, each as often as it is named. */
  pick(rows: readonly number[]): Scope {
    return new Scope(
      rows.length,
      this.roots.map((root) => pickRows(root, rows)),
      this.entriesOf,
    );
  }

  /** Roots and everything that can be reached from them by member names (and by "the only item" of lists of one). */
  columns(): readonly Column[] {
    if (this.expanded === null) {
      const all: Column[] = [];
      for (const root of this.roots) all.push(...reachable(root, this.entriesOf));
      this.expanded = all;
    }
    return this.expanded;
  }

  /** Columns that are lists in every row that has them. */
  lists(): readonly Column[] {
    return this.columns().filter(isListColumn);
  }
}

const NO_ENTRIES: EntriesOf = () => [];

const reached = new WeakMap<Column, readonly Column[]>();

/** A root and its members; remembered, because scopes grow by one root at a time. */
function reachable(root: Column, entriesOf: EntriesOf): readonly Column[] {
  let known = reached.get(root);
  if (known === undefined) {
    const all: Column[] = [];
    expand(root, 0, all, entriesOf);
    known = all;
    reached.set(root, known);
  }
  return known;
}

const MAX_DEPTH = 7;

const MAX_COLUMNS = 4000;

function expand(column: Column, depth: number, all: Column[], entriesOf: EntriesOf): void {
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
    // What an entry is called is known: it was found by that.
    if (column.entry?.member !== undefined) keys.delete(column.entry.member);
    for (const key of keys) expand(memberColumn(column, key), depth + 1, all, entriesOf);
  } else if (listsOfOne > 0 && listsOfOne === present) {
    expand(onlyColumn(column), depth + 1, all, entriesOf);
  } else if (isListColumn(column)) {
    for (const entry of entriesOf(column)) expand(entry, depth + 1, all, entriesOf);
  } else if (present > 0 && column.origin === 'reference' && column.expr.$ === 'get') {
    const inside = insideText(column);
    if (inside !== null) expand(inside, depth + 1, all, entriesOf);
  }
}
