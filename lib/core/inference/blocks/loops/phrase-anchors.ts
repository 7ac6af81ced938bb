import type { ItemIndex, Place } from '../../columns/item-index.ts';
import { surpriseOf } from '../../words/surprise.ts';
import type { Anchor } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { type Placed, placeKey } from './loop.ts';

const MAX_COMPARISONS = 200_000;

/** Anchors through texts of several words that stand inside longer arguments. */
export function phraseAnchors(
  units: readonly Placed[],
  leaves: readonly Map<string, Leaf>[],
  names: ReadonlySet<string>,
  content: ItemIndex,
): Anchor[] {
  const found: Anchor[] = [];
  for (const leaf of names) {
    const texts = leaves.map((unitLeaves) => {
      const value = unitLeaves.get(leaf)?.value;
      return typeof value === 'string' ? value : '';
    });
    if (new Set(texts).size < 2) continue;
    for (const [path, phrases] of content.phrases()) {
      if (phrases.length * texts.length > MAX_COMPARISONS) continue;
      let covered = 0;
      let bits = 0;
      const places = texts.map((text, at): readonly Place[] => {
        const row = units[at]?.row ?? -1;
        const fitting =
          text === ''
            ? []
            : phrases.filter(
                (phrase) => phrase.place.row === row && phrase.text.length < text.length && text.includes(phrase.text),
              );
        const longest = Math.max(0, ...fitting.map((phrase) => phrase.text.length));
        const best = fitting.filter((phrase) => phrase.text.length === longest);
        if (best.length === 0) return [];
        covered += 1;
        bits += Math.min(20, surpriseOf(best[0]?.text ?? ''));
        return best.map((phrase) => phrase.place);
      });
      if (covered < 2 || new Set(places.flatMap((list) => list.slice(0, 1).map(placeKey))).size < 2) continue;
      found.push({ leaf, path, places, covered, bits: (bits / covered) * 0.6, whole: false });
    }
  }
  return found;
}
