import type { ItemIndex } from '../../columns/item-index.ts';
import { indexesOf, type Place } from '../../columns/positions.ts';
import { type Anchor, stars } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { placesAsGiven, placesInOrder, placesInside } from './choose-places.ts';
import { findAnchors } from './find-anchors.ts';
import { type Placed, placeKey } from './loop.ts';
import type { Subset } from './named-subsets.ts';

export interface Match {
  readonly members: { readonly placed: Placed; readonly place: Place }[];
  readonly score: number;
  /** The one that decided first. */
  readonly anchors: readonly Anchor[];
  /** Several items would have fitted some of the calls. */
  readonly unclear: boolean;
}

/** Gives each unit its item: the member that explains most of them decides, the others narrow it down. */
export function matchItems(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  content: ItemIndex,
  allowed?: Subset,
): Match | null {
  const anchors = findAnchors(units, leaves, content).sort(
    (a, b) => b.covered - a.covered || tellingBits(b) - tellingBits(a) || stars(a.path) - stars(b.path),
  );
  const narrowed = narrowMost(anchors, allowed);
  if (narrowed === null) return null;
  const { main, candidates, score } = narrowed;
  const order = units.map((_, at) => at).sort((a, b) => (units[a]?.unit.started ?? 0) - (units[b]?.unit.started ?? 0));
  const said = units.map((_, at) => String(leaves[at]?.get(main.leaf)?.value));
  const inside = stars(main.path) > 0;
  const chosen = inside
    ? placesInside(order, candidates, said)
    : allowed?.isTop === true
      ? placesAsGiven(order, candidates)
      : placesInOrder(order, candidates);
  const used = new Set<string>();
  const members: { placed: Placed; place: Place }[] = [];
  let repeats = 0;
  for (const at of order) {
    const placed = units[at];
    const place = chosen[at];
    if (placed === undefined || place === undefined) continue;
    if (used.has(placeKey(place)) && !inside) repeats += 1;
    used.add(placeKey(place));
    members.push({ placed, place });
  }
  if (used.size < 2) return null;
  const all = used.size === content.total ? 2 : 0;
  const unclear = !inside && candidates.some((places) => places.length > 1);
  return {
    members,
    score: score + all - repeats * 6,
    anchors: [main, ...anchors.filter((anchor) => anchor !== main)],
    unclear,
  };
}

/** What a list between the item and the member takes from what its values tell: one of several there may have it. */
const BITS_OF_STAR = 3;

const tellingBits = ({ bits, path }: Anchor): number => bits - BITS_OF_STAR * stars(path);

interface Narrowed {
  readonly main: Anchor;
  readonly candidates: readonly (readonly Place[])[];
  readonly score: number;
  /** How many arguments agree on the items. */
  readonly explained: number;
}

/** So many members are tried as the one that decides. */
const MOST_MAINS = 8;

/**
 * The first anchor decides, unless other arguments lead to other items and an anchor as good as it agrees with more of
 * them: a common word stands in several items, which of them is meant tells the title beside it.
 */
function narrowMost(anchors: readonly Anchor[], allowed: Subset | undefined): Narrowed | null {
  const [first] = anchors;
  if (first === undefined) return null;
  const equal = anchors.filter(({ covered }) => covered === first.covered).slice(0, MOST_MAINS);
  const leaves = new Set(equal.map(({ leaf }) => leaf)).size;
  let best: Narrowed | null = null;
  for (const main of equal) {
    const found = narrow(main, anchors, allowed);
    if (best === null || found.explained > best.explained) best = found;
    if (best.explained >= leaves) break;
  }
  return best;
}

/** The items of the main anchor that the anchors of other arguments agree with, where they agree for all calls. */
function narrow(main: Anchor, anchors: readonly Anchor[], allowed: Subset | undefined): Narrowed {
  let candidates = main.places.map((places) => (allowed === undefined ? places : placesIn(allowed, places)));
  let score = tellingBits(main);
  const explained = new Set([main.leaf]);
  for (const anchor of anchors) {
    // Several pieces of one text are of one item, where they can be: `[mmg8y4] 2026-03-09` has a key and a day. What a
    // round made may stand in the texts of other rounds too.
    const isPiece = explained.has(anchor.leaf) && !anchor.whole && anchor.path.startsWith('item/');
    if (anchor === main || anchor.covered < main.covered || (explained.has(anchor.leaf) && !isPiece)) continue;
    const narrowed = candidates.map((places, at) => common(places, anchor.places[at] ?? []));
    if (narrowed.some((places, at) => places.length === 0 && (candidates[at]?.length ?? 0) > 0)) continue;
    candidates = narrowed;
    if (isPiece) continue;
    explained.add(anchor.leaf);
    score += anchor.bits * 0.6;
  }
  return { main, candidates, score, explained: explained.size };
}

/** Those of the places that are in the subset, in its order where it has one. */
function placesIn({ places: allowed, isTop }: Subset, places: readonly Place[]): readonly Place[] {
  const kept = places.filter((place) => allowed.has(placeKey(place)));
  if (!isTop || kept.length < 2) return kept;
  const order = [...allowed];
  return kept.sort((a, b) => order.indexOf(placeKey(a)) - order.indexOf(placeKey(b)));
}

/** The places of both lists, which are of one row. */
function common(places: readonly Place[], others: readonly Place[]): readonly Place[] {
  if (places === others) return places;
  const held = indexesOf(others);
  return places.filter((place) => held.has(place.index));
}
