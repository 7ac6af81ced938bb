import type { Json } from '../../json/json.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import { type Items, openItems } from '../columns/items.ts';
import type { Scope } from '../columns/scope.ts';
import { nth } from '../draft/doubts.ts';
import type { DraftContext } from '../draft-context.ts';
import { choosePredicate } from '../items/choose-predicate.ts';
import { findPredicates } from '../items/conditions/find-predicates.ts';
import { nounOf } from '../items/selection.ts';
import { surpriseOf } from '../words/surprise.ts';
import type { Condition } from './find-condition.ts';
import { isGoneThrough } from './loops/find-loop.ts';
import { presentRows, type Site } from './site.ts';

const MOST_ITEMS = 2000;
/** Fewer bits than this are in a list by chance. */
const TELLING_BITS = 9;

/**
 * "Where it exists, change it": the call works on one record of a list that is known in every row, and the rows that do
 * not make the call have no such record. Then that there is one is the condition, by whatever tells the record from all
 * others in all rows. Null where no list holds what the call was given, or nothing that the user's words carry tells it.
 */
export function foundRecord(site: Site, scope: Scope, context: DraftContext): Condition | null {
  const present = presentRows(site);
  for (const list of scope.lists()) {
    const total = list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
    if (total < 2 || total > MOST_ITEMS || !isKnown(list, site) || isGoneThrough(list, scope)) continue;
    const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
    const items = openItems(list, scope, variable);
    for (const member of items.members()) {
      if (isListColumn(member)) continue;
      const places = present.map((row) => placeOf(row, member, items, site, context));
      if (places.some((place) => place === null)) continue;
      const taken = new Set(places);
      const predicates = findPredicates({
        scope: items.scope,
        chosen: items.places.map((_, at) => taken.has(at)),
        prompt: context.prompt,
        inputs: context.inputs,
        own: items.own,
        now: context.now,
      });
      if (predicates[0]?.grounded !== true) continue;
      const choice = choosePredicate(
        { predicates, about: [site.tool, 'found', ...nth(site.units, context)], noun: nounOf(list), weight: 3 },
        context,
      );
      if (choice === null) continue;
      return {
        expr: { $: 'over', op: 'some', in: list.expr, as: variable, body: choice.expr },
        label: `there is one of ${nounOf(list)} where ${choice.label}`,
        status: choice.status,
        doubts: choice.doubts,
        before: [],
      };
    }
  }
  return null;
}

/** Whether the list was there, in every row that made the call, before the call. */
function isKnown(list: Column, site: Site): boolean {
  return site.units.every((unit, row) => unit === undefined || (list.ready[row] ?? -1) < unit.started);
}

/**
 * The one item of a row whose member the call was given; null where none or several have it, or it tells nothing: so does
 * a word of the user's, which the call was given for its own sake.
 */
function placeOf(row: number, member: Column, items: Items, site: Site, { prompt }: DraftContext): number | null {
  const given = new Set(
    Object.values(site.units[row]?.args ?? {}).filter((value) => isTelling(value) && !prompt.says(String(value))),
  );
  const found = items.places.flatMap((place, at) =>
    place.row === row && given.has(member.values[at] ?? null) ? [at] : [],
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

const isTelling = (value: Json): boolean =>
  (typeof value === 'string' || typeof value === 'number') && surpriseOf(value) >= TELLING_BITS;
