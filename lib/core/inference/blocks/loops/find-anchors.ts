import type { IndexedPath, ItemIndex } from '../../columns/item-index.ts';
import type { Place } from '../../columns/positions.ts';
import { surpriseOf } from '../../words/surprise.ts';
import type { Anchor } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { type Placed, placeKey } from './loop.ts';
import { phraseAnchors } from './phrase-anchors.ts';
import { wordAnchors } from './word-anchors.ts';

/** Members of the items that hold what the calls were given, for every argument in which the calls differ. */
export function findAnchors(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  content: ItemIndex,
): Anchor[] {
  const anchors: Anchor[] = [];
  const names = new Set(leaves.flatMap((unitLeaves) => [...unitLeaves.keys()]));
  const varying = [...names].filter((name) => varies(leaves, name));
  for (const name of varying) {
    const given = leaves.map((unitLeaves) => unitLeaves.get(name));
    for (const path of content.paths()) {
      const anchor = anchorAt(name, path, given, units);
      if (anchor !== null) anchors.push(anchor);
    }
  }
  // Texts inside texts are dear to look for: only where plain values leave calls without an item.
  if (content.size < MAX_SIMPLE || !anchors.some((anchor) => anchor.covered === units.length))
    anchors.push(...phraseAnchors(units, leaves, varying, content));
  if (!anchors.some((anchor) => anchor.covered === units.length))
    anchors.push(...wordAnchors(units, leaves, varying, content));
  return anchors;
}

const MAX_SIMPLE = 4000;

function varies(leaves: readonly ReadonlyMap<string, Leaf>[], name: string): boolean {
  const text = (unitLeaves: ReadonlyMap<string, Leaf>): string => String(unitLeaves.get(name)?.value);
  const [first, ...rest] = leaves;
  return first !== undefined && rest.some((other) => text(other) !== text(first));
}

function anchorAt(
  leaf: string,
  { path, places: known }: IndexedPath,
  given: readonly (Leaf | undefined)[],
  units: readonly Placed[],
): Anchor | null {
  let covered = 0;
  let bits = 0;
  let whole = true;
  const places = given.map((value, at): readonly Place[] => {
    if (value === undefined) return NOWHERE;
    const row = units[at]?.row ?? -1;
    for (const [nth, token] of value.tokens.entries()) {
      const found = known.get(token)?.at(row);
      if (found === undefined) continue;
      covered += 1;
      bits += Math.min(20, surpriseOf(token));
      if (nth > 0) whole = false;
      return found;
    }
    return NOWHERE;
  });
  if (covered < 2 || !areDistinct(places)) return null;
  return { leaf, path, places, covered, bits: (bits / covered) * (whole ? 1 : 0.5), whole };
}

const NOWHERE: readonly Place[] = [];

/** Whether at least two calls come first at different items. */
export function areDistinct(places: readonly (readonly Place[])[]): boolean {
  let seen: string | null = null;
  for (const [place] of places) {
    if (place === undefined) continue;
    const key = placeKey(place);
    if (seen !== null && key !== seen) return true;
    seen = key;
  }
  return false;
}
