import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { changesOf } from '../changes/changes-of.ts';
import { isProse, tellingPieces } from '../prose/telling-pieces.ts';
import { piecesOfList } from './pieces-of-list.ts';
import { keyOfPiece, keysOfText } from './text-keys.ts';

/**
 * Columns by what of their first row may stand in a text: the value itself, what a change makes of it, a telling piece
 * of a sentence; of lists what their items hold and their figures. Values of which nothing sure can be said are found
 * for every text.
 */
export class StandingIndex {
  private readonly context: DraftContext;
  private readonly places = new Map<string, number[]>();
  private readonly always: number[] = [];
  private readonly columns: Column[] = [];
  /** How many columns there were when a root had been added. */
  private readonly ends: number[] = [];
  readonly roots: Column[] = [];

  constructor(context: DraftContext) {
    this.context = context;
  }

  add(root: Column, reached: readonly Column[]): void {
    for (const column of reached) {
      const at = this.columns.length;
      this.columns.push(column);
      const keys = this.keysOf(column);
      if (keys === null) this.always.push(at);
      else for (const key of keys) this.note(key, at);
    }
    this.roots.push(root);
    this.ends.push(this.columns.length);
  }

  /** In the order of the columns, those of the first `roots` roots. */
  find(text: string, roots: number): readonly Column[] {
    const end = this.ends[roots - 1] ?? 0;
    const found = new Set<number>();
    const take = (places: readonly number[]): void => {
      for (const at of places) {
        if (at >= end) break;
        found.add(at);
      }
    };
    take(this.always);
    for (const key of keysOfText(text)) take(this.places.get(key) ?? NONE);
    return [...found].sort((a, b) => a - b).flatMap((at) => this.columns[at] ?? []);
  }

  private note(key: string, at: number): void {
    const known = this.places.get(key);
    if (known === undefined) this.places.set(key, [at]);
    else known.push(at);
  }

  /** Null for what is found for every text. */
  private keysOf(column: Column): ReadonlySet<string> | null {
    const [value] = column.values;
    const keys = new Set<string>();
    const pieces = Array.isArray(value) ? piecesOfList(column, this.context) : this.piecesOf(value);
    if (pieces === null) return null;
    for (const piece of new Set(pieces)) {
      const key = keyOfPiece(piece);
      if (key === null) return null;
      keys.add(key);
    }
    return keys;
  }

  private piecesOf(value: Json | undefined): readonly string[] {
    if (typeof value !== 'string' && typeof value !== 'number') return NONE;
    const changed = changesOf(value, this.context).map(({ result }) => toText(result));
    const prose = typeof value === 'string' && isProse(value) ? tellingPieces(value).map(({ piece }) => piece) : NONE;
    return [toText(value), ...changed, ...prose];
  }
}

const NONE: readonly never[] = [];
