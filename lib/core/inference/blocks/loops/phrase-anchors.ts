import type { ItemIndex, Phrase } from '../../columns/item-index.ts';
import type { Place } from '../../columns/positions.ts';
import { occurrencesOf } from '../../values/text/occurrences-of.ts';
import { surpriseOf } from '../../words/surprise.ts';
import type { Anchor } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { areDistinct } from './find-anchors.ts';
import type { Placed } from './loop.ts';

/** A thousand calls with a thousand sentences, and some. */
const MAX_COMPARISONS = 2_000_000;

/** Anchors through texts of several words that stand inside longer arguments, and through sentences that hold an id. */
export function phraseAnchors(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  names: readonly string[],
  content: ItemIndex,
): Anchor[] {
  const found: Anchor[] = [];
  for (const leaf of names) {
    const texts = leaves.map((unitLeaves) => {
      const value = unitLeaves.get(leaf)?.value;
      return typeof value === 'string' ? value : '';
    });
    if (texts.every((text) => text === texts[0])) continue;
    for (const [path, phrases] of content.phrases()) {
      if (phrases.length * texts.length > MAX_COMPARISONS) continue;
      for (const placesOf of [longestIn, sentencesWith]) {
        const anchor = anchorOf(leaf, path, placesOf, { texts, phrases, units });
        if (anchor !== null) found.push(anchor);
      }
    }
  }
  return found;
}

function anchorOf(
  leaf: string,
  path: string,
  placesOf: typeof longestIn,
  where: { readonly texts: readonly string[]; readonly phrases: readonly Phrase[]; readonly units: readonly Placed[] },
): Anchor | null {
  const { texts, phrases, units } = where;
  let covered = 0;
  let bits = 0;
  const places = texts.map((text, at): readonly Place[] => {
    const best = placesOf(text, units[at]?.row ?? -1, phrases);
    const [first] = best;
    if (first === undefined) return [];
    covered += 1;
    bits += Math.min(20, surpriseOf(first.text));
    return best.map((phrase) => phrase.place);
  });
  if (covered < 2 || !areDistinct(places)) return null;
  return { leaf, path, places, covered, bits: (bits / covered) * 0.6, whole: false, alone: false };
}

/** The longest phrases of the row that stand in the text and are not all of it. */
function longestIn(text: string, row: number, phrases: readonly Phrase[]): readonly Phrase[] {
  let best: Phrase[] = [];
  let longest = 0;
  for (const phrase of phrases) {
    const { length } = phrase.text;
    if (length < longest || length >= text.length || phrase.place.row !== row || !standsIn(text, phrase.text)) continue;
    if (length > longest) best = [];
    longest = length;
    best.push(phrase);
  }
  return best;
}

/** One word has to stand there as a word of its own. */
const standsIn = (text: string, phrase: string): boolean =>
  text.includes(phrase) && (/\s/.test(phrase) || occurrencesOf(phrase, text).length > 0);

/** Bits above which a value in a sentence does not stand there by chance. */
const TELLING = 15;

/** The texts of the row that hold the value among other words: `CLM/2026/2763: theft, reported 2026-10-12`. */
function sentencesWith(value: string, row: number, phrases: readonly Phrase[]): readonly Phrase[] {
  if (/\s/.test(value) || surpriseOf(value) < TELLING) return [];
  return phrases.filter(
    ({ text, place }) =>
      place.row === row && text.length > value.length && occurrencesOf(value, text).length > 0 && /\s/.test(text),
  );
}
