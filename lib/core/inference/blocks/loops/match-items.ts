import type { ItemIndex, Place } from '../../columns/item-index.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { type Anchor, stars } from './anchor.ts';
import type { Leaf } from './call-leaves.ts';
import { placesInOrder, placesInside } from './choose-places.ts';
import { type Placed, placeKey } from './loop.ts';
import { phraseAnchors } from './phrase-anchors.ts';

/** Gives each unit its item: the member that explains most of them decides, the others narrow it down. */
export function matchItems(
  units: readonly Placed[],
  leaves: readonly Map<string, Leaf>[],
  content: ItemIndex,
  allowed?: ReadonlySet<string>,
): { members: { placed: Placed; place: Place }[]; score: number; anchors: Anchor[]; unclear: boolean } | null {
  const anchors: Anchor[] = [];
  const leafNames = new Set(leaves.flatMap((unitLeaves) => [...unitLeaves.keys()]));
  for (const leaf of leafNames) {
    const values = leaves.map((unitLeaves) => unitLeaves.get(leaf));
    if (new Set(values.map((value) => String(value?.value))).size < 2) continue;
    for (const { path, places: byValue } of content.paths()) {
      let covered = 0;
      let bits = 0;
      let whole = true;
      const places = values.map((value, at): readonly Place[] => {
        if (value === undefined) return [];
        const { row } = units[at] ?? { row: -1 };
        for (const token of value.tokens) {
          const found = byValue.get(token)?.filter((place) => place.row === row);
          if (found === undefined || found.length === 0) continue;
          covered += 1;
          bits += Math.min(20, surpriseOf(token));
          if (token !== String(value.value)) whole = false;
          return found;
        }
        return [];
      });
      if (covered < 2) continue;
      const distinct = new Set(places.flatMap((list) => list.slice(0, 1).map(placeKey))).size;
      if (distinct < 2) continue;
      anchors.push({ leaf, path, places, covered, bits: (bits / covered) * (whole ? 1 : 0.5), whole });
    }
  }
  // Texts inside texts are dear to look for: only where plain values leave calls without an item.
  if (content.size < MAX_SIMPLE || !anchors.some((anchor) => anchor.covered === units.length))
    anchors.push(...phraseAnchors(units, leaves, leafNames, content));
  if (anchors.length === 0) return null;
  anchors.sort((a, b) => b.covered - a.covered || stars(a.path) - stars(b.path) || b.bits - a.bits);
  const [main] = anchors;
  if (main === undefined) return null;
  const candidates = units.map((_, at) =>
    (main.places[at] ?? []).filter((place) => allowed === undefined || allowed.has(placeKey(place))),
  );
  let score = main.bits - stars(main.path) * 3;
  const explained = new Set([main.leaf]);
  for (const anchor of anchors.slice(1)) {
    if (anchor.covered < main.covered || explained.has(anchor.leaf)) continue;
    const narrowed = candidates.map((places, at) =>
      places.filter((place) =>
        anchor.places[at]?.some((other) => other.row === place.row && other.index === place.index),
      ),
    );
    if (narrowed.some((places, at) => places.length === 0 && (candidates[at]?.length ?? 0) > 0)) continue;
    narrowed.forEach((places, at) => {
      candidates[at] = places;
    });
    explained.add(anchor.leaf);
    score += anchor.bits * 0.6;
  }
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

const MAX_SIMPLE = 4000;
