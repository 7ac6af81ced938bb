import { isJsonObject } from '../../json/json.ts';
import { type Column, isListColumn, memberColumn, onlyColumn, pickRows } from './column.ts';
import { insideText } from './inside-text.ts';
import type { EntriesOf } from './said-entries.ts';

/** What somebody wants of a root and of all that can be reached from it, the root first. */
export type Gathered = (root: Column, reached: readonly Column[]) => readonly Column[];

/** What a point of the program can see. Rows are the recorded passes through that point. */
export class Scope {
  readonly rows: number;
  /** What of the entries of a list can be seen by its name. */
  readonly entriesOf: EntriesOf;
  /** The scope that this one has all columns of and a few more. */
  readonly grownFrom: Scope | null;
  private known: readonly Column[] | (() => readonly Column[]);
  private readonly gathered = new Map<Gathered, readonly Column[]>();

  /** Roots that cost something to make are given as a function: they are made when they are looked at. */
  constructor(
    rows: number,
    roots: readonly Column[] | (() => readonly Column[]),
    entriesOf: EntriesOf = NO_ENTRIES,
    grownFrom: Scope | null = null,
  ) {
    this.rows = rows;
    this.known = roots;
    this.entriesOf = entriesOf;
    this.grownFrom = grownFrom;
  }

  get roots(): readonly Column[] {
    if (typeof this.known === 'function') this.known = this.known();
    return this.known;
  }

  with(...columns: readonly Column[]): Scope {
    return new Scope(this.rows, [...this.roots, ...columns], this.entriesOf, this);
  }

  /** The same point seen in some of its rows only, each as often as it is named. */
  pick(rows: readonly number[]): Scope {
    return new Scope(rows.length, () => this.roots.map((root) => pickRows(root, rows)), this.entriesOf);
  }

  /** Roots and everything that can be reached from them by member names (and by "the only item" of lists of one). */
  columns(): readonly Column[] {
    return this.gather(everything);
  }

  /** Columns that are lists in every row that has them. */
  lists(): readonly Column[] {
    return this.gather(lists);
  }

  /** A root and everything that can be reached from it; remembered. */
  reach(root: Column): readonly Column[] {
    let known = reached.get(root);
    if (known === undefined) {
      const all: Column[] = [];
      expand(root, 0, all, this.entriesOf);
      known = all;
      reached.set(root, known);
    }
    return known;
  }

  /**
   * What each root gives, in the order of the roots. Scopes grow by one root at a time and everybody asks them, so it is
   * remembered, and only the new roots are looked at; `below` has to give the same for a root every time.
   */
  gather(below: Gathered): readonly Column[] {
    const own = this.gathered.get(below);
    if (own !== undefined) return own;
    let from = this.grownFrom;
    while (from !== null && !from.gathered.has(below)) from = from.grownFrom;
    const before = from?.gathered.get(below) ?? [];
    const more = this.roots.slice(from?.roots.length ?? 0).flatMap((root) => below(root, this.reach(root)));
    const all = more.length === 0 ? before : before.concat(more);
    this.gathered.set(below, all);
    // Only the newest scope keeps a list of everything: the scopes of a thousand steps would hold it a thousand times.
    if (all !== before) from?.gathered.delete(below);
    return all;
  }
}

const NO_ENTRIES: EntriesOf = () => [];

const reached = new WeakMap<Column, readonly Column[]>();

const everything: Gathered = (_, all) => all;

const lists: Gathered = (_, all) => all.filter(isListColumn);

/** Whether a column is all of what a step gave. */
const isAnswer = ({ expr }: Column): boolean => expr.$ === 'ref' && expr.of === 'step';

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
  } else if (present > 0 && column.origin === 'reference' && (column.expr.$ === 'get' || isAnswer(column))) {
    const inside = insideText(column);
    if (inside !== null) expand(inside, depth + 1, all, entriesOf);
  }
}
