import type { Json } from '../../json/json.ts';
import type { Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import { itemsAt } from '../columns/items.ts';
import type { Place } from '../columns/positions.ts';
import type { Scope } from '../columns/scope.ts';
import { noteDoubts, nth } from '../draft/doubts.ts';
import type { DraftContext } from '../draft-context.ts';
import { selectItems } from '../items/select-items.ts';
import { nounOf } from '../items/selection.ts';
import type { Unit } from '../read/unit.ts';
import { askGrouped } from './ask-grouped.ts';
import { chooseYield } from './choose-yield.ts';
import { compileBlock } from './compile-block.ts';
import { type Loop, loopKey, placeKey } from './loops/loop.ts';

/** A loop: which items, then what is done with each. */
export function emitLoop(
  loop: Loop,
  outer: Scope,
  rows: number,
  context: DraftContext,
  depth: number,
): { steps: Step[]; columns: Column[] } {
  const groups = loop.groups;
  const union = new Map<string, Place>();
  for (const group of groups) for (const { place } of group.members) union.set(placeKey(place), place);
  const leader = groups.find((group) => new Set(group.members.map(({ place }) => placeKey(place))).size === union.size);
  const key = loopKey(loop, depth);
  const used = new Set(union.keys());
  const order = (leader ?? groups[0])?.members.map(({ place }) => place) ?? [];
  const chosen = Array.from({ length: rows }, (_, row) =>
    dedupe(order.filter((place) => place.row === row).map((place) => place.index)),
  );
  const total = loop.list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
  const first = groups[0]?.members.map(({ placed }) => placed.unit) ?? [];
  const about: Json = [
    groups[0]?.tool ?? '',
    'items',
    ...(depth > 0 ? [`depth ${depth}`] : []),
    ...nth(first, context),
  ];
  const complete = used.size === total;
  const weight = 3 * Math.max(1, used.size);
  const selection =
    leader === undefined && !complete
      ? null
      : selectItems(
          { list: loop.list, outer, chosen: complete ? allOf(loop.list) : chosen, ordered: false, about, weight },
          context,
        );
  // Where no condition says which items, every item is looked at and each call gets a condition of its own.
  const places: Place[] =
    selection === null
      ? allOf(loop.list).flatMap((indices, row) => indices.map((index) => ({ row, index })))
      : [...union.values()].sort((a, b) => a.row - b.row || a.index - b.index);
  const items = itemsAt(loop.list, outer, loop.variable, places);
  const at = new Map(places.map((place, row) => [placeKey(place), row]));
  const bodyRows = places.map((): Unit[] => []);
  for (const group of groups)
    for (const { placed, place } of group.members) bodyRows[at.get(placeKey(place)) ?? -1]?.push(placed.unit);
  const block = compileBlock(bodyRows, items.scope, context, depth + 1);
  const ended = Math.max(...groups.flatMap((group) => group.members.map(({ placed }) => placed.unit.ended)));
  const yielded = chooseYield(block.scope.roots.slice(items.scope.roots.length), ended, context);
  const list = selection?.expr ?? loop.list.expr;
  const step: Step = {
    id: key,
    do: 'forEach',
    in: list,
    each: loop.variable,
    body: block.steps,
    ...(yielded === undefined ? {} : { yield: yielded.expr }),
    origin: [],
  };
  noteDoubts(key, [...(loop.doubts ?? []), ...(selection?.doubts ?? [])], context, ['in']);
  askGrouped(key, loop, selection, { outer, about }, context);
  context.notes.push({
    step: key,
    status: selection?.status ?? 'proved',
    text: loopNote(loop, selection?.label ?? loop.list.label, used.size, total),
  });
  const columns: Column[] = [];
  const base: Column = {
    ...loop.list,
    ready: loop.list.ready.map(() => ended),
    turns: loop.list.turns.map(() => undefined),
    cost: 1,
    origin: 'reference',
  };
  if (selection !== null && selection.expr !== loop.list.expr) {
    const filtered = loop.list.values.map((value, row): Json | undefined =>
      Array.isArray(value) ? value.filter((_, index) => used.has(placeKey({ row, index }))) : undefined,
    );
    columns.push({
      ...base,
      expr: list,
      values: filtered,
      // What was gone through is what a figure after the loop is of.
      cost: Math.max(0.2, loop.list.cost - 1.5),
      label: selection.label,
      ready: loop.list.ready,
      ...(loop.list.locate === undefined ? {} : {}),
      locate: () => undefined,
    });
  }
  if (yielded !== undefined && rows > 0) {
    const perRow = Array.from({ length: rows }, (): Json[] => []);
    for (const [row, place] of places.entries()) perRow[place.row]?.push(yielded.values[row] ?? null);
    columns.push({
      ...base,
      expr: { $: 'ref', of: 'step', id: key },
      values: perRow,
      units: [key],
      words: [],
      about: yielded.about,
      label: `results of ${yielded.label}`,
      cost: 1.6,
      locate: () => undefined,
    });
  }
  return { steps: [step], columns };
}

function loopNote(loop: Loop, label: string, used: number, total: number): string {
  return used === total
    ? `Once for each of the ${total} ${nounOf(loop.list)}.`
    : `For ${used} of the ${total} ${nounOf(loop.list)}: ${label}.`;
}

function allOf(list: Column): number[][] {
  return list.values.map((value) => (Array.isArray(value) ? value.map((_, index) => index) : []));
}

function dedupe(indices: readonly number[]): number[] {
  return [...new Set(indices)];
}
