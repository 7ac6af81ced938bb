import { formatToolRef } from '../../tool/tool-ref.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { joinFeeding, mayFeedRounds } from './join-feeding.ts';
import { joinSameWrites } from './join-same-writes.ts';
import { areRepeats, asksForFound, joinLoops, joinRepeats, loopOfOne } from './lone-calls.ts';
import { askCount } from './loops/ask-count.ts';
import { coveredTogether } from './loops/covered-together.ts';
import { findLoop, type Hypothesis } from './loops/find-loop.ts';
import type { Loop, Placed } from './loops/loop.ts';
import { areAllNamed, isAllOfIts, isNamedList } from './loops/named-list.ts';
import { countSaid, mayBeSeveral } from './loops/said-several.ts';
import { loopOfSameCalls, loopOfSameItems } from './loops/same-calls.ts';
import { areForSingleItems } from './loops/single-items.ts';
import { alignSites, type Item, type LoopSite } from './site.ts';

/** Decides which units are one call of the program and which are iterations of a loop. */
export function arrange(
  rows: readonly (readonly Unit[])[],
  scope: Scope,
  context: DraftContext,
  depth: number,
): Item[] {
  const groups = new Map<string, Placed[]>();
  const all = rows
    .flatMap((units, row) => units.map((unit) => ({ unit, row })))
    .sort((a, b) => a.unit.started - b.unit.started);
  for (const placed of all) {
    const key = formatToolRef(placed.unit);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [placed]);
    else known.push(placed);
  }
  const loops: { loop: Loop; item: LoopSite }[] = [];
  const items: Item[] = [];
  let seen = scope;
  const queue = [...groups.keys()];
  const waited = new Set<string>();
  for (let tool = queue.shift(); tool !== undefined; tool = queue.shift()) {
    let rest: readonly Placed[] = groups.get(tool) ?? [];
    // What calls of another tool gave ("or create it") may be the item of some of these, and rounds of a loop may use
    // what these give: the other tool comes first.
    if (depth < 4 && !waited.has(tool) && queue.length > 0 && mostPerRow(rest) >= 2) {
      const found = findLoop(rest, seen, { loops: loops.map(({ loop }) => loop), depth }, context);
      const partly = found !== null && found.members.length < rest.length && mayFeed(queue, groups, rest);
      const waits =
        found === null &&
        ((areRepeats(rest) && asksForFound(rest, context)) ||
          queue.some((other) => mayFeedRounds(rest, groups.get(other) ?? [])));
      const others = queue.map((other) => groups.get(other) ?? []);
      const isPart = found?.shared !== undefined && areForSingleItems(found.shared, others, context);
      if (partly || isPart || waits) {
        waited.add(tool);
        queue.push(tool);
        continue;
      }
    }
    while (depth < 4 && mostPerRow(rest) >= 2) {
      const found = findLoop(rest, seen, { loops: loops.map(({ loop }) => loop), depth }, context);
      if (found === null) {
        const calls = [tool, ...queue].map((name) => ({
          tool: name,
          calls: name === tool ? rest : (groups.get(name) ?? []),
        }));
        const together = coveredTogether(calls, seen, context);
        if (together === null) break;
        const { list } = together;
        const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
        const loop: Loop = { list, variable, groups: together.groups };
        const item: LoopSite = { kind: 'loop', loop, column: null };
        loops.push({ loop, item });
        items.push(item);
        for (const group of together.groups) groups.set(group.tool, []);
        rest = [];
        break;
      }
      const taken = new Set(found.members.map(({ placed }) => placed.unit));
      if (found.loop !== null) {
        (found.loop.groups as Loop['groups'][number][]).push({ tool, members: found.members });
      } else {
        const variable = context.variables.make(found.list.words.length > 0 ? found.list.words : found.list.about);
        const loop: Loop = { list: found.list, variable, groups: [{ tool, members: found.members }] };
        const item: LoopSite = { kind: 'loop', loop, column: null };
        loops.push({ loop, item });
        items.push(item);
      }
      rest = rest.filter(({ unit }) => !taken.has(unit));
    }
    if (
      depth < 4 &&
      rest.length >= 2 &&
      rows.length > 1 &&
      mostPerRow(rest) === 1 &&
      mayBeOneOfMany(rest, seen, context)
    ) {
      // "All of its parcels that are …": by chance each outer item had one at most.
      const found = findLoop(rest, seen, { loops: [], depth }, context);
      const count = found !== null && found.members.length === rest.length ? countInRounds(found, seen, context) : null;
      if (found !== null && count?.isSeveral === true) {
        const variable = context.variables.make(found.list.words.length > 0 ? found.list.words : found.list.about);
        const { list, members } = found;
        const loop: Loop = { list, variable, groups: [{ tool, members }], doubts: count.doubts };
        const item: LoopSite = { kind: 'loop', loop, column: null };
        loops.push({ loop, item });
        items.push(item);
        rest = [];
      }
    }
    if (depth === 0) {
      const loop =
        loopOfSameCalls(rest, tool, seen, context) ??
        (loops.length === 0 ? loopOfOne(rest, tool, seen, context) : null);
      const known =
        loop === null
          ? undefined
          : loopOfSameItems(
              loop,
              loops.map((one) => one.loop),
            );
      if (loop !== null && known !== undefined) {
        (known.groups as Loop['groups'][number][]).push(...loop.groups);
        rest = [];
      } else if (loop !== null) {
        const item: LoopSite = { kind: 'loop', loop, column: null };
        loops.push({ loop, item });
        items.push(item);
        rest = [];
      }
    }
    rest = joinFeeding(
      rest,
      tool,
      loops.map(({ loop }) => loop),
    );
    rest = joinSameWrites(
      rest,
      tool,
      loops.map(({ loop }) => loop),
      context,
    );
    rest = joinRepeats(
      rest,
      tool,
      loops.map(({ loop }) => loop),
    );
    rest = joinLoops(
      rest,
      tool,
      seen,
      loops.map(({ loop }) => loop),
      context,
    );
    for (const site of alignSites(rest, tool, rows.length)) {
      items.push(site);
      seen = seen.with(site.column);
    }
  }
  return items;
}

/** Whether the calls are for items of lists of which each row has its own, of several items, and the user meant all. */
function countInRounds(
  { list, members }: Hypothesis,
  scope: Scope,
  context: DraftContext,
): { readonly isSeveral: boolean; readonly doubts: readonly string[] } {
  const rows = members.map(({ place }) => place.row);
  if (isSaidEntry({ list, members }, scope, context) || !areOwnLists(list, rows, context))
    return { isSeveral: false, doubts: [] };
  if (isNamedList(list, context)) return { isSeveral: true, doubts: [] };
  const counts = new Set(members.map(({ place }) => countSaid(list, place, context)));
  const [first] = members;
  if (first === undefined || counts.has('one') || counts.has(null)) return { isSeveral: false, doubts: [] };
  if (!counts.has('unclear')) return { isSeveral: true, doubts: [] };
  const { option, id } = askCount(list, first.placed.unit, context);
  return { isSeveral: option === 'each', doubts: [id] };
}

/** Whether each call is for the entry that the user named, of which a list has one at most, or for the first of each. */
function isSaidEntry(
  { list, members }: Pick<Hypothesis, 'list' | 'members'>,
  scope: Scope,
  context: DraftContext,
): boolean {
  const entries = scope.entriesOf(list);
  const areAll = areAllNamed(list, context) || isAllOfIts(list, context);
  const meant = areAll ? entries.filter(({ entry }) => entry?.isFirst === true) : entries;
  return meant.some((entry) =>
    members.every(({ place: { row, index } }) => {
      const entries = list.values[row];
      return Array.isArray(entries) && entries[index] !== undefined && entries[index] === entry.values[row];
    }),
  );
}

/** Whether there is such a list at all: to look for the loop itself costs as much as all the rest of a round. */
function mayBeOneOfMany(units: readonly Placed[], scope: Scope, context: DraftContext): boolean {
  const rows = units.map(({ row }) => row);
  return scope.lists().some((list) => areOwnLists(list, rows, context) && mayBeSeveral(list, context));
}

function areOwnLists(list: Column, rows: readonly number[], context: DraftContext): boolean {
  const own = rows.map((row) => list.values[row]);
  // "All of its parcels" are a list, though each had none or one.
  const isAllOf = isAllOfIts(list, context);
  return (
    own.every((items) => Array.isArray(items) && items.length > 0) &&
    list.values.some((items) => Array.isArray(items) && (items.length > 1 || (items.length === 0 && isAllOf))) &&
    new Set(own).size === own.length
  );
}

/** Whether a tool that is still to come was called before the last of these. */
function mayFeed(
  tools: readonly string[],
  groups: ReadonlyMap<string, readonly Placed[]>,
  units: readonly Placed[],
): boolean {
  const last = Math.max(...units.map(({ unit }) => unit.started));
  return tools.some((tool) => groups.get(tool)?.some(({ unit }) => unit.ended < last));
}

function mostPerRow(units: readonly Placed[]): number {
  const counts = new Map<number, number>();
  for (const { row } of units) counts.set(row, (counts.get(row) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
