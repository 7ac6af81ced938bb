import type { ItemIndex } from '../../columns/item-index.ts';
import type { Place } from '../../columns/positions.ts';
import { type Anchor, stars } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { placesInOrder, placesInside } from './choose-places.ts';
import { findAnchors } from './find-anchors.ts';
import { type Placed, placeKey } from './loop.ts';

export interface Match {
  readonly members: { readonly placed: Placed; readonly place: Place }[];
  readonly score: number;
  readonly anchors: readonly Anchor[];
  /** Several items would have fitted some of the calls. */
  readonly unclear: boolean;
}

/** Gives each unit its item: the member that explains most of them decides, the others narrow it down. */
export function matchItems(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  content: ItemIndex,
  allowed?: ReadonlySet<string>,
): Match | null {
  const anchors = findAnchors(units, leaves, content).sort(
    (a, b) => b.covered - a.covered || stars(a.path) - stars(b.path) || b.bits - a.bits,
  );
  const [main] = anchors;
  if (main === undefined) return null;
  const { candidates, score } = narrow(main, anchors, allowed);
  const order = units.map((_, at) => at).sort((a, b) => (units[a]?.unit.started ?? 0) - (units[b]?.unit.started ?? 0));
  const said = units.map((_, at) => String(leaves[at]?.get(main.leaf)?.value));
  const inside = stars(main.path) > 0;
  const chosen = inside ? placesInside(order, candidates, said) : placesInOrder(order, candidates);
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
  return { members, score: score + all - repeats * 6, anchors, unclear };
}

/** The items of the main anchor that the anchors of other arguments agree with, where they agree for all calls. */
function narrow(
  main: Anchor,
  anchors: readonly Anchor[],
  allowed: ReadonlySet<string> | undefined,
): { readonly candidates: readonly (readonly Place[])[]; readonly score: number } {
  let candidates = main.places.map((places) =>
    allowed === undefined ? places : places.filter((place) => allowed.has(placeKey(place))),
  );
  let score = main.bits - stars(main.path) * 3;
  const explained = new Set([main.leaf]);
  for (const anchor of anchors.slice(1)) {
    if (anchor.covered < main.covered || explained.has(anchor.leaf)) continue;
    const narrowed = candidates.map((places, at) => common(places, anchor.places[at] ?? []));
    if (narrowed.some((places, at) => places.length === 0 && (candidates[at]?.length ?? 0) > 0)) continue;
    candidates = narrowed;
    explained.add(anchor.leaf);
    score += anchor.bits * 0.6;
  }
  return { candidates, score };
}

const indices = new WeakMap<readonly Place[], ReadonlySet<number>>();

/** The places of both lists, which are of one row. */
function common(places: readonly Place[], others: readonly Place[]): readonly Place[] {
  if (places === others) return places;
  let known = indices.get(others);
  if (known === undefined) {
    known = new Set(others.map((place) => place.index));
    indices.set(others, known);
  }
  const held = known;
  return places.filter((place) => held.has(place.index));
}
