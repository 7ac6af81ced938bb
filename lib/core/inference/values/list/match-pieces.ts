import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { type Items, openItems } from '../../columns/items.ts';
import type { Scope } from '../../columns/scope.ts';
import type { DraftContext } from '../../draft-context.ts';

/** Which item each piece was made from: the member whose values stand in the pieces tells. Null where none does. */
export function matchPieces(
  list: Column,
  pieces: readonly (readonly Json[])[],
  scope: Scope,
  context: DraftContext,
  /** What else is known of the items, beside what they hold. */
  recordsOf: (items: Items) => readonly Column[] = () => [],
): number[][] | null {
  const variable = context.variables.make(list.words);
  const items = openItems(list, scope, variable);
  const texts = new Map<string, string[]>();
  const knownOf = (row: number, index: number): readonly string[] => {
    const key = `${row}:${index}`;
    const known = texts.get(key) ?? textsOf(list.values[row], index);
    texts.set(key, known);
    return known;
  };
  let best: { chosen: number[][]; score: number } | null = null;
  const around = recordsOf(items);
  const seen = around.length === 0 ? items.scope : items.scope.with(...around);
  for (const column of [...items.members(), ...around.flatMap((record) => seen.reach(record))]) {
    if (isListColumn(column)) continue;
    const byRow = new Map<number, { index: number; text: string; value: Json }[]>();
    items.places.forEach(({ row, index }, at) => {
      const value = column.values[at];
      if (value === undefined || value === null || typeof value === 'object' || typeof value === 'boolean') return;
      const entry = byRow.get(row) ?? [];
      entry.push({ index, text: toText(value), value });
      byRow.set(row, entry);
    });
    const chosen: number[][] = [];
    let score = 0;
    let fits = true;
    for (const [row, rowPieces] of pieces.entries()) {
      const used = new Set<number>();
      const indices: number[] = [];
      for (const piece of rowPieces) {
        const text = typeof piece === 'object' ? JSON.stringify(piece) : toText(piece);
        const candidates = (byRow.get(row) ?? []).filter(
          (entry) =>
            !used.has(entry.index) &&
            entry.text !== '' &&
            (entry.value === piece ||
              text.includes(entry.text) ||
              text.toLowerCase().includes(entry.text.toLowerCase())),
        );
        const longest = Math.max(0, ...candidates.map((entry) => entry.text.length));
        const exact = candidates.filter((entry) => entry.value === piece);
        const best = exact.length > 0 ? exact : candidates.filter((entry) => entry.text.length === longest);
        const pick = best.length > 1 ? bestKnown(best, text, (index) => knownOf(row, index)) : best[0];
        if (pick === undefined) {
          fits = false;
          break;
        }
        used.add(pick.index);
        indices.push(pick.index);
        // A member that two items share does not tell which of them was meant.
        const alike = best.length > 1;
        score += alike ? -1 : pick.text.length;
      }
      if (!fits) break;
      chosen.push(indices);
    }
    if (fits && (best === null || score > best.score)) best = { chosen, score };
  }
  return best?.chosen ?? null;
}

/** Of items that share a member's value, the one of which most else stands in the piece. */
function bestKnown<T extends { readonly index: number }>(
  entries: readonly T[],
  text: string,
  known: (index: number) => readonly string[],
): T | undefined {
  const score = (entry: T): number => known(entry.index).filter((part) => text.includes(part)).length;
  return [...entries].sort((a, b) => score(b) - score(a))[0];
}

/** The plain values inside an item of a list, as texts. */
function textsOf(list: Json | undefined, index: number): string[] {
  const walk = (value: Json): string[] => {
    if (typeof value === 'object' && value !== null) return Object.values(value).flatMap((member) => walk(member));
    const text = toText(value);
    return text.length > 1 && typeof value !== 'boolean' ? [text] : [];
  };
  const item = Array.isArray(list) ? list[index] : undefined;
  return item === undefined ? [] : walk(item);
}
