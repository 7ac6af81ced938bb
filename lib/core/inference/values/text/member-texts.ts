import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import { standsAlone } from './occurrences-of.ts';

/** Where a member stands in a text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Shorter members stand anywhere. */
const SHORTEST = 2;
/** So many first characters tell members apart. */
const LONGEST_OPENING = 6;

/**
 * The different texts that a list's items have at a path. Texts are searched for all of them at once, by their opening
 * characters: a loop over a long list asks for every item in the text of every round.
 */
class MemberTexts {
  private readonly byOpening = new Map<number, string[]>();
  /** How many characters all members have, up to `LONGEST_OPENING`. */
  private readonly opening: number;

  constructor(items: readonly Json[], path: readonly string[]) {
    const members = new Set<string>();
    for (const item of items) {
      const member = toText(valueAt(item, path));
      if (member.length >= SHORTEST) members.add(member);
    }
    let opening = LONGEST_OPENING;
    for (const member of members) opening = Math.min(opening, member.length);
    this.opening = opening;
    for (const member of members) {
      const key = hashAt(member, 0, opening);
      const known = this.byOpening.get(key);
      if (known === undefined) this.byOpening.set(key, [member]);
      else known.push(member);
    }
  }

  /** Where members stand in the text on their own, in the text's order; none that begins inside another. */
  placesIn(text: string): readonly Place[] {
    const places: Place[] = [];
    if (this.byOpening.size === 0) return places;
    let furthest = 0;
    for (let start = 0; start + this.opening <= text.length; start += 1) {
      const length = this.longestAt(text, start);
      if (length === 0) continue;
      if (start >= furthest) places.push({ start, end: start + length });
      furthest = Math.max(furthest, start + length);
    }
    return places;
  }

  private longestAt(text: string, start: number): number {
    let longest = 0;
    for (const member of this.byOpening.get(hashAt(text, start, this.opening)) ?? NONE)
      if (member.length > longest && text.startsWith(member, start) && standsAlone(member, text, start))
        longest = member.length;
    return longest;
  }
}

const NONE: readonly string[] = [];

/** A number that equal pieces of texts share; a piece cut out would be garbage at every character of every text. */
function hashAt(text: string, start: number, length: number): number {
  let hash = 0;
  for (let at = start; at < start + length; at += 1) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return hash;
}

const remembered = new WeakMap<readonly Json[], Map<string, MemberTexts>>();

/** Remembered, because every text of every argument is searched for them. */
export function memberTexts(items: readonly Json[], path: readonly string[]): MemberTexts {
  let known = remembered.get(items);
  if (known === undefined) {
    known = new Map();
    remembered.set(items, known);
  }
  const key = path.join('\u0000');
  let texts = known.get(key);
  if (texts === undefined) {
    texts = new MemberTexts(items, path);
    known.set(key, texts);
  }
  return texts;
}
