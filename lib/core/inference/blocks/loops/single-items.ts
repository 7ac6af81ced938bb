import { isJsonObject } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import { groupedColumn } from '../../columns/group-items.ts';
import { itemsOf as itemsAt } from '../../columns/item-paths.ts';
import type { Place } from '../../columns/positions.ts';
import { WantedTexts } from '../../columns/wanted-texts.ts';
import type { DraftContext } from '../../draft-context.ts';
import { superlativeIn } from '../../items/superlatives.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { surpriseOf, UNLIKELY_BITS } from '../../words/surprise.ts';
import { stars } from './anchor.ts';
import { callLeaves } from './call-leaves.ts';
import { findAnchors } from './find-anchors.ts';
import { contentOfList } from './item-content.ts';
import { type Placed, placeKey } from './loop.ts';
import { scalarsByPath } from './scalars-by-path.ts';

/**
 * "Up to 500: approve it. More than that: look its cost centre up and forward it to who approves there." The look-ups
 * name what several requests have in common, but each request has a call of its own: the look-up is a part of what is
 * done with one request, and no group of requests is gone through. Told by the calls of the other tools, each of which
 * names one item, and together several of one group. Where one tool names several of a group, the group has a loop of
 * its own, and where the user wants the first of each by some order, one of a group is meant.
 */
export function areForSingleItems(
  { list, path }: { readonly list: Column; readonly path: readonly string[] },
  others: readonly (readonly Placed[])[],
  context: DraftContext,
): boolean {
  const grouped = groupedColumn(list, path, context);
  if (grouped === null) return false;
  const named = others.map((calls) => itemsNamed(calls, list)).filter((places) => places.length > 0);
  const groupOf = groupsOf(list, grouped);
  const shared = new Map<string, number>();
  for (const places of named) {
    const groups = places.map((place) => groupOf.get(placeKey(place)) ?? '');
    if (new Set(groups).size < groups.length) return false;
    for (const group of groups) shared.set(group, (shared.get(group) ?? 0) + 1);
  }
  const several = [...shared.values()].some((count) => count > 1);
  const all = new Set(named.flatMap((places) => places.map(placeKey))).size === groupOf.size;
  return several && (all || superlativeIn(promptWords(context.prompt)) === undefined);
}

/** The item that each call names by a member that no other item has; none where a call names none or several. */
export function itemsNamed(calls: readonly Placed[], list: Column): readonly Place[] {
  if (calls.length === 1) return calls.flatMap((call) => itemOf(call, list));
  const leaves = calls.map(({ unit }) => callLeaves(unit.args));
  const wanted = new WantedTexts(leaves.flatMap((own) => [...own.values()].flatMap(({ tokens }) => tokens)));
  const anchor = findAnchors(calls, leaves, contentOfList(list, wanted)).find(
    ({ whole, covered, path, places }) =>
      whole && covered === calls.length && stars(path) === 0 && places.every((options) => options.length === 1),
  );
  const places = anchor?.places.flat() ?? [];
  return new Set(places.map(placeKey)).size === calls.length ? places : [];
}

/** The one item that holds something telling that the call was given. */
function itemOf({ unit, row }: Placed, list: Column): readonly Place[] {
  const given = new Set([...callLeaves(unit.args).values()].map(({ value }) => String(value)));
  const places = itemsAt(list, row).flatMap((item, index) =>
    scalarsByPath(item).some(([, value]) => surpriseOf(value) >= UNLIKELY_BITS && given.has(String(value)))
      ? [{ row, index }]
      : [],
  );
  return places.length === 1 ? places : [];
}

/** The group of each item, by the item's place. */
function groupsOf(list: Column, grouped: Column): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  list.values.forEach((items, row) => {
    const groups = grouped.values[row];
    if (!Array.isArray(items) || !Array.isArray(groups)) return;
    for (const [at, group] of groups.entries()) {
      const members = isJsonObject(group) && Array.isArray(group.items) ? new Set(group.items) : new Set();
      items.forEach((item, index) => {
        if (members.has(item)) found.set(placeKey({ row, index }), `${row}:${at}`);
      });
    }
  });
  return found;
}
