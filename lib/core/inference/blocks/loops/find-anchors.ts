import type { IndexedPath, ItemIndex } from '../../columns/item-index.ts';
import { indexesOf, type Place } from '../../columns/positions.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { type Anchor, stars } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { type Placed, placeKey } from './loop.ts';
import { markedAnchors } from './marked-anchors.ts';
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
    const found = content.paths().flatMap((path) => {
      const anchor = anchorAt(name, path, given, units);
      return anchor === null ? [] : [withNulls(anchor, given, units, content)];
    });
    anchors.push(
      ...found.filter(({ covered, places }) => covered >= 2 && areDistinct(places)),
      ...eitherAnchors(found, units),
    );
  }
  // Texts inside texts are dear to look for: only where plain values leave calls without an item.
  if (content.size < MAX_SIMPLE || !anchors.some((anchor) => anchor.covered === units.length))
    anchors.push(...phraseAnchors(units, leaves, varying, content));
  for (const more of [markedAnchors, wordAnchors])
    if (!anchors.some((anchor) => anchor.covered === units.length))
      anchors.push(...more(units, leaves, varying, content));
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
  let alone = true;
  const places = given.map((value, at): readonly Place[] => {
    if (value === undefined) return NOWHERE;
    const row = units[at]?.row ?? -1;
    const isElsewhere = (other: string, found: readonly Place[]): boolean =>
      known
        .get(other)
        ?.at(row)
        ?.some(({ index }) => !indexesOf(found).has(index)) ?? false;
    for (const [nth, token] of value.tokens.entries()) {
      const found = known.get(token)?.at(row);
      if (found === undefined) continue;
      covered += 1;
      bits += Math.min(20, surpriseOf(token));
      if (nth > 0) whole = false;
      alone &&= !value.tokens.slice(nth + 1).some((other) => other !== token && isElsewhere(other, found));
      return found;
    }
    return NOWHERE;
  });
  if (covered === 0) return null;
  return { leaf, path, places, covered, bits: (bits / covered) * (whole ? 1 : 0.5), whole, alone };
}

const NOWHERE: readonly Place[] = [];

/** A call that was given null, as one of several, is for an item that has nothing where the items of the others have it. */
function withNulls(
  anchor: Anchor,
  given: readonly (Leaf | undefined)[],
  units: readonly Placed[],
  content: ItemIndex,
): Anchor {
  const isNull = (at: number): boolean =>
    given[at] === undefined && units[at]?.unit.args[anchor.leaf.slice(1)] === null;
  if (anchor.covered < 2 || !anchor.whole || !units.some((_, at) => isNull(at))) return anchor;
  const lacking = content.without(anchor.path);
  const places = anchor.places.map((known, at) =>
    isNull(at) ? lacking.filter(({ row }) => row === units[at]?.row) : known,
  );
  return { ...anchor, places, covered: places.filter((options) => options.length > 0).length };
}

/**
 * Members of one name in results of several calls, where one of them alone gives several calls the same item: the key of
 * what was made in one round is found again in the next.
 */
function eitherAnchors(anchors: readonly Anchor[], units: readonly Placed[]): readonly Anchor[] {
  const byName = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    if (!anchor.path.startsWith('result')) continue;
    const name = anchor.path.slice(anchor.path.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), anchor]);
  }
  return [...byName.values()].flatMap((same): Anchor[] => {
    const [first, ...others] = same.sort((a, b) => stars(a.path) - stars(b.path));
    if (first === undefined || others.length === 0) return [];
    const places = units.map((_, at) => {
      const all = same.flatMap((anchor) => (anchor.places[at] ?? []).map((place) => [placeKey(place), place] as const));
      return [...new Map(all).values()].sort((a, b) => a.index - b.index);
    });
    const isMore = same.every((anchor) => itemsIn(anchor.places) < itemsIn(places));
    const bits = Math.max(...same.map((anchor) => anchor.bits)) + 1;
    return isMore && areDistinct(places) && places.every((options) => options.length > 0)
      ? [{ ...first, places, covered: units.length, bits, whole: same.every((anchor) => anchor.whole), alone: false }]
      : [];
  });
}

const itemsIn = (places: Anchor['places']): number => new Set(places.flat().map(placeKey)).size;

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
