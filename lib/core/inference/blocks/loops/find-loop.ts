import { isJsonObject } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Place } from '../../columns/positions.ts';
import type { Scope } from '../../columns/scope.ts';
import { WantedTexts } from '../../columns/wanted-texts.ts';
import type { DraftContext } from '../../draft-context.ts';
import { type Anchor, stars } from './anchor.ts';
import { besideOthers } from './beside-others.ts';
import { callLeaves } from './call-leaves.ts';
import { groupings } from './groupings.ts';
import { groupsOfLines } from './groups-of-lines.ts';
import { contentOfList, contentOfLoop } from './item-content.ts';
import { type Loop, type Placed, placeKey } from './loop.ts';
import { loopResults } from './loop-results.ts';
import { type Match, matchItems } from './match-items.ts';
import { isNamedList } from './named-list.ts';
import { namedSubsets } from './named-subsets.ts';
import { promptLists } from './prompt-lists.ts';
import { areSaidApart } from './said-apart.ts';
import { selectionPrice } from './selection-price.ts';
import { withStems } from './stems.ts';
import { throughJoins } from './through-joins.ts';

export interface Hypothesis {
  readonly loop: Loop | null;
  readonly list: Column;
  readonly members: { placed: Placed; place: Place }[];
  readonly score: number;
  /** The member that several items share, where the calls name it: their items are not sure. */
  readonly shared?: { readonly list: Column; readonly path: readonly string[] };
}

/** Finds the list whose items best account for a tool's calls; null where they are no iterations of anything. */
export function findLoop(
  units: readonly Placed[],
  scope: Scope,
  { loops, depth }: { readonly loops: readonly Loop[]; readonly depth: number },
  context: DraftContext,
): Hypothesis | null {
  const leaves = withStems(
    units.map(({ unit }) => callLeaves(unit.args)),
    context,
  );
  const wanted = new WantedTexts(
    leaves.flatMap((unitLeaves) => [...unitLeaves.values()].flatMap((leaf) => leaf.tokens)),
  );
  const hypotheses: Hypothesis[] = [];
  for (const loop of loops) {
    const content = contentOfLoop(loop, wanted);
    const match = matchItems(units, leaves, content);
    const beside =
      match?.unclear === true
        ? (placesOfAll(loop, units.length) ??
          placesOfRest(loop, units.length, context) ??
          besideOthers(loop, units, match))
        : null;
    const again = beside === null ? null : matchItems(units, leaves, content, { places: beside, isTop: false });
    const found = again?.members.length === match?.members.length ? again : match;
    if (found !== null) hypotheses.push({ loop, list: loop.list, members: found.members, score: found.score + 6 });
  }
  const lists = [...promptLists(leaves, scope, context), ...scope.lists()];
  const apart = areSaidApart(units, leaves, context);
  for (const list of lists) {
    if (loops.some((loop) => isSameExpr(loop.list.expr, list.expr)) || isGoneThrough(list, scope)) continue;
    if (!units.every(({ unit, row }) => (list.ready[row] ?? -1) < unit.started)) continue;
    const content = contentOfList(list, wanted);
    const found = matchItems(units, leaves, content);
    if (found === null || (apart && found.members.length < content.total) || isByChance(found, units)) continue;
    const fromPrompt =
      list.units.length === 0 && list.ready.every((ready) => ready < 0) && list.about.includes('list in the prompt');
    const shared = sharedMember(list, found.anchors);
    hypotheses.push({
      loop: null,
      list,
      members: found.members,
      score: found.score + (fromPrompt ? 12 : 0) - list.cost * 0.3,
      ...(found.unclear && shared !== undefined ? { shared } : {}),
    });
    let isSaid = false;
    if (found.unclear) {
      for (const allowed of namedSubsets(list, { least: units.length, scope }, context)) {
        const again = matchItems(units, leaves, content, allowed);
        if (again === null || again.members.length !== found.members.length) continue;
        // As many as the user's condition leaves: then each call is for an item, and not for what several have in common.
        isSaid ||= again.members.length === units.length && (allowed.isTop || isNamedList(list, context));
        hypotheses.push({ loop: null, list, members: again.members, score: again.score - list.cost * 0.3 });
      }
    }
    const single = found.anchors.some((anchor) => namesOneEach(anchor, units.length, found.anchors));
    for (const grouped of single || isSaid ? [] : groupings(list, found.anchors, units, context)) {
      const again = matchItems(units, leaves, contentOfList(grouped, wanted));
      if (again?.members.some(({ place }) => isShared(grouped, place)))
        hypotheses.push({
          loop: null,
          list: grouped,
          members: again.members,
          score: again.score - grouped.cost * 0.3,
          ...(shared === undefined ? {} : { shared }),
        });
    }
  }
  for (const { list, members, score } of groupsOfLines(
    units,
    leaves,
    { scope: scope.with(...loopResults(loops, depth)), wanted },
    context,
  ))
    hypotheses.push({ loop: null, list, members, score });
  hypotheses.push(...throughJoins(hypotheses, lists, context));
  const ranked = hypotheses.sort((a, b) => b.members.length - a.members.length || b.score - a.score).slice(0, 6);
  let best: { hypothesis: Hypothesis; value: number } | null = null;
  for (const hypothesis of ranked) {
    const named = isNamedList(hypothesis.list, context) ? 3 : 0;
    const value = named + hypothesis.score + 4 * hypothesis.members.length - selectionPrice(hypothesis, scope, context);
    if (best === null || value > best.value) best = { hypothesis, value };
  }
  if (best === null || best.value < 4) return null;
  return best.hypothesis;
}

function sharedMember(list: Column, [main]: readonly Anchor[]): Hypothesis['shared'] {
  return main === undefined || !main.path.startsWith('item/') || stars(main.path) > 0
    ? undefined
    : { list, path: main.path.split('/').slice(1) };
}

/** The items that all calls of the loop are for, where there are as many: a further call for each is for the same ones. */
function placesOfAll({ groups }: Loop, calls: number): ReadonlySet<string> | null {
  const [first, ...others] = groups.map(({ members }) => new Set(members.map(({ place }) => placeKey(place))));
  if (first?.size !== calls) return null;
  return others.every((places) => places.size === calls && [...places].every((key) => first.has(key))) ? first : null;
}

const OTHERWISE = /\b(otherwise|else|if not|the (others?|rest)|all others)\b/i;

/** The items that no call of the loop is for, where the user spoke of those too and there are as many: `otherwise send …`. */
function placesOfRest({ list, groups }: Loop, calls: number, { prompt }: DraftContext): ReadonlySet<string> | null {
  if (!prompt.asksFor(OTHERWISE)) return null;
  const taken = new Set(groups.flatMap(({ members }) => members.map(({ place }) => placeKey(place))));
  const rest = list.values
    .flatMap((items, row) => (Array.isArray(items) ? items.map((_, index) => placeKey({ row, index })) : []))
    .filter((key) => !taken.has(key));
  return rest.length === calls ? new Set(rest) : null;
}

/**
 * Whether small numbers in texts are all that tells items of a list apart that each round has, with one call in each: `in
 * 2 bookings` is no word of the booking of 2 hours.
 */
function isByChance({ anchors }: Match, units: readonly Placed[]): boolean {
  const isOneEach = units.length > 1 && new Set(units.map(({ row }) => row)).size === units.length;
  const tells = ({ whole, bits, places, covered }: Anchor): boolean =>
    (whole || bits >= SMALL_NUMBER) && covered === units.length && places.every((options) => options.length === 1);
  return isOneEach && !anchors.some(tells) && anchors.some(({ whole, bits }) => !whole && bits < SMALL_NUMBER);
}

/** As much as a piece of a text tells that is a number of two digits. */
const SMALL_NUMBER = 4;

/** Whether a member gives every call an item of its own, which no other item could be: then nothing is grouped. */
function namesOneEach(anchor: Anchor, calls: number, anchors: readonly Anchor[]): boolean {
  const { whole, alone, bits, covered, places } = anchor;
  if ((!whole && (!alone || bits < TELLING_PIECE)) || covered < calls || places.some((options) => options.length !== 1))
    return false;
  if (anchors.some((other) => namesOthers(anchor, other))) return false;
  return new Set(places.flatMap((options) => options.map(placeKey))).size === calls;
}

/** A piece of a text that tells less than this stands in an item by chance: a count, a short number. */
const TELLING_PIECE = 4.5;

/** Whether another argument of the calls holds the same member of further items: an order with several lines. */
function namesOthers(anchor: Anchor, other: Anchor): boolean {
  if (other.path !== anchor.path || other.leaf === anchor.leaf) return false;
  return other.places.some((options, at) => {
    const own = new Set((anchor.places[at] ?? []).map(placeKey));
    return options.length > 0 && !options.some((place) => own.has(placeKey(place)));
  });
}

const itemsOfLoops = (root: Column): readonly Column[] =>
  root.expr.$ === 'ref' && root.expr.of === 'var' ? [root] : [];

/** Whether an outer loop goes through this very list: its items are not looked for in it again. */
export function isGoneThrough(list: Column, scope: Scope): boolean {
  return scope.gather(itemsOfLoops).some((root) =>
    root.values.every((item, row) => {
      const items = list.values[row];
      return Array.isArray(items) && item !== undefined && items.includes(item);
    }),
  );
}

/** Whether a group is one of several items: a call for each item of its own shows no grouping. */
function isShared(grouped: Column, place: Place): boolean {
  const groups = grouped.values[place.row];
  const group = Array.isArray(groups) ? groups[place.index] : undefined;
  return isJsonObject(group) && Array.isArray(group.items) && group.items.length > 1;
}

const isSameExpr = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);
