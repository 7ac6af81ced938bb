import type { Place } from '../../columns/positions.ts';
import { surpriseOf, UNLIKELY_BITS } from '../../words/surprise.ts';
import { callLeaves } from './call-leaves.ts';
import { type Loop, type Placed, placeKey } from './loop.ts';
import type { Match } from './match-items.ts';
import { scalarsByPath } from './scalars-by-path.ts';

/**
 * Of several items that a call may be for, the one whose other calls are beside it. A look-up is for the item whose later
 * call was given what it found. Else a write is for the item of the call before, and a look-up for that of the next
 * call; for that of the call before too, where every item has a call with which its round begins. Null where that gives
 * some item two of the calls: then each is for another of the items that share what they were given.
 */
export function besideOthers(loop: Loop, units: readonly Placed[], match: Match): ReadonlySet<string> | null {
  const [main] = match.anchors;
  if (main === undefined) return null;
  const others = loop.groups
    .flatMap(({ members }) => members)
    .sort((a, b) => a.placed.unit.started - b.placed.unit.started);
  const items = new Set(others.map(({ place }) => placeKey(place))).size;
  const isLed = loop.groups.some(({ members }) => members.length === items);
  const isWrite = units.some(({ unit }) => unit.effect !== 'read');
  const placesBy = (side: 'before' | 'after'): ReadonlySet<string> | null => {
    const places = units.map((placed, at): Place | undefined => {
      const options = main.places[at] ?? [];
      if (options.length < 2) return options[0];
      const isOption = ({ place }: (typeof others)[number]): boolean =>
        options.some((option) => placeKey(option) === placeKey(place));
      const later = others.filter((other) => other.placed.unit.started > placed.unit.ended);
      const earlier = others.filter((other) => other.placed.unit.ended < placed.unit.started);
      const beside = side === 'before' ? earlier.at(-1) : later[0];
      const fed = later.find((other) => isOption(other) && isFed(placed, other.placed));
      return [fed, beside].find((other) => other !== undefined && isOption(other))?.place;
    });
    const keys = new Set(places.flatMap((place) => (place === undefined ? [] : [placeKey(place)])));
    return keys.size < units.length ? null : keys;
  };
  return isLed || isWrite ? (placesBy('before') ?? placesBy('after')) : (placesBy('after') ?? placesBy('before'));
}

/** Whether a call was given something telling that another found, and that the other was not given itself. */
function isFed(from: Placed, to: Placed): boolean {
  const asked = new Set([...callLeaves(from.unit.args).values()].map(({ value }) => String(value)));
  const found = new Set(
    scalarsByPath(from.unit.data ?? null).flatMap(([, value]) =>
      !asked.has(String(value)) && surpriseOf(value) >= UNLIKELY_BITS ? [String(value)] : [],
    ),
  );
  return [...callLeaves(to.unit.args).values()].some(({ value }) => found.has(String(value)));
}
