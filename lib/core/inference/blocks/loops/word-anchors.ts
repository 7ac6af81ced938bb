import type { ItemIndex, Phrase } from '../../columns/item-index.ts';
import type { Place } from '../../columns/positions.ts';
import type { Anchor } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import type { Placed } from './loop.ts';

/** Fewer shared words say little, as do longer texts, which share words with anything. */
const LEAST_WORDS = 2;
const LONGEST_NAME = 80;
const MAX_COMPARISONS = 50_000;
/** What one shared word tells, in bits; it may stand in the one text by chance. */
const BITS_PER_WORD = 4;

/**
 * Anchors through the words of a name that calls write in another order or case: `DOE/JANE MS` as "Jane Doe". Each call
 * has to have one item with which it shares most words, and no other item with as many.
 */
export function wordAnchors(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  names: readonly string[],
  content: ItemIndex,
): Anchor[] {
  return names.flatMap((leaf) => {
    const words = leaves.map((unitLeaves) => wordsIn(unitLeaves.get(leaf)?.value));
    return [...content.phrases()].flatMap(([path, phrases]) => {
      if (phrases.length * words.length > MAX_COMPARISONS) return [];
      const anchor = anchorOf({ leaf, path }, words, phrases, units);
      return anchor === null ? [] : [anchor];
    });
  });
}

function anchorOf(
  at: { readonly leaf: string; readonly path: string },
  words: readonly ReadonlySet<string>[],
  phrases: readonly Phrase[],
  units: readonly Placed[],
): Anchor | null {
  const known = phrases.map(({ text, place }) => ({ words: wordsIn(text), place }));
  const places: (readonly Place[])[] = [];
  let shared = 0;
  for (const [nth, said] of words.entries()) {
    const row = units[nth]?.row ?? -1;
    const scored = known
      .filter(({ place }) => place.row === row)
      .map((item) => ({ place: item.place, score: [...item.words].filter((word) => said.has(word)).length }))
      .sort((a, b) => b.score - a.score);
    const [best, next] = scored;
    if (best === undefined || best.score < LEAST_WORDS || best.score === next?.score) return null;
    shared += best.score;
    places.push([best.place]);
  }
  const different = new Set(places.map(([place]) => `${place?.row}:${place?.index}`)).size;
  if (different < units.length) return null;
  return {
    ...at,
    places,
    covered: units.length,
    bits: (shared / units.length) * BITS_PER_WORD,
    whole: false,
    alone: false,
  };
}

function wordsIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'string' || value.length > LONGEST_NAME) return new Set();
  return new Set((value.match(/\p{L}{2,}/gu) ?? []).map((word) => word.toLowerCase()));
}
