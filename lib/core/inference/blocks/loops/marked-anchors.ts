import type { ItemIndex, Phrase } from '../../columns/item-index.ts';
import type { Place } from '../../columns/positions.ts';
import { type Extraction, extractionsAt } from '../../values/prose/marks.ts';
import { occurrencesOf } from '../../values/text/occurrences-of.ts';
import { surpriseOf } from '../../words/surprise.ts';
import type { Anchor } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { areDistinct } from './find-anchors.ts';
import type { Placed } from './loop.ts';

const MAX_COMPARISONS = 200_000;
const LONGEST_VALUE = 80;
/** So many sentences that hold the first value are tried; it stands in more by chance only. */
const MOST_SENTENCES = 3;
/** What a value between others in a sentence tells, of what it tells by itself. */
const IN_A_SENTENCE = 0.6;

/**
 * Anchors through sentences that hold each call's value behind the same words: `Crew 51: …`, `Crew 26: …`. A number says
 * little by itself, and the same words in front of the values of all calls say much: all calls have to be tied.
 */
export function markedAnchors(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  names: readonly string[],
  content: ItemIndex,
): Anchor[] {
  return names.flatMap((leaf) => {
    const values = leaves.flatMap((unitLeaves) => unitLeaves.get(leaf)?.value ?? []).map(String);
    if (values.length < units.length || values.some((value) => value.length > LONGEST_VALUE)) return [];
    return [...content.phrases()].flatMap(([path, phrases]) => {
      if (phrases.length * values.length > MAX_COMPARISONS) return [];
      const places = placesOf(values, units, phrases);
      return places === null ? [] : [anchorAt({ leaf, path, places }, values)];
    });
  });
}

function anchorAt(found: Pick<Anchor, 'leaf' | 'path' | 'places'>, values: readonly string[]): Anchor {
  const bits = values.reduce((sum, value) => sum + Math.min(20, surpriseOf(value)), 0);
  const each = (bits / values.length) * IN_A_SENTENCE;
  return { ...found, covered: values.length, bits: each, whole: false, alone: false };
}

/** Where the sentences of each value are, by the first way to the first value that leads to all others. */
function placesOf(
  values: readonly string[],
  units: readonly Placed[],
  phrases: readonly Phrase[],
): Anchor['places'] | null {
  for (const extraction of waysTo(values[0] ?? '', units[0]?.row ?? -1, phrases)) {
    const held = new Map<string, Place[]>();
    for (const { text, place } of phrases) {
      const piece = extraction.take(text);
      if (piece === null) continue;
      const key = `${place.row}:${piece}`;
      held.set(key, [...(held.get(key) ?? []), place]);
    }
    const places = values.map((value, at) => held.get(`${units[at]?.row ?? -1}:${value}`) ?? []);
    if (places.every((options) => options.length > 0) && areDistinct(places)) return places;
  }
  return null;
}

function waysTo(value: string, row: number, phrases: readonly Phrase[]): readonly Extraction[] {
  return phrases
    .filter(({ text, place }) => place.row === row && text.includes(value))
    .slice(0, MOST_SENTENCES)
    .flatMap(({ text }) =>
      occurrencesOf(value, text).flatMap((at) => extractionsAt(text, { at, piece: value }, () => false)),
    );
}
