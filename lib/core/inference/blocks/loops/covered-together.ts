import type { Column } from '../../columns/column.ts';
import type { Place } from '../../columns/positions.ts';
import type { Scope } from '../../columns/scope.ts';
import type { DraftContext } from '../../draft-context.ts';
import { JUDGEMENT } from '../../values/judgement/judgement-words.ts';
import { type Loop, type Placed, placeKey } from './loop.ts';
import { itemsNamed } from './single-items.ts';

/** The calls of one tool. */
export interface ToolCalls {
  readonly tool: string;
  readonly calls: readonly Placed[];
}

/**
 * "Complaints get a ticket, questions are forwarded, spam is deleted": of no tool alone can be said which items it was
 * called for, but together the tools were called once for every item of one list. Then the list is gone through, and
 * what tells the branches apart is asked of each item. Where the user wants it judged, items may be left out. Null where
 * the calls name some item twice.
 */
export function coveredTogether(
  tools: readonly ToolCalls[],
  scope: Scope,
  context: DraftContext,
): { readonly list: Column; readonly groups: Loop['groups'] } | null {
  const [first] = tools;
  if (first === undefined || tools.length < 2) return null;
  const started = Math.min(...tools.flatMap(({ calls }) => calls.map(({ unit }) => unit.started)));
  for (const list of scope.lists()) {
    if (list.origin !== 'reference' || !list.ready.every((ready) => ready < started)) continue;
    const total = list.values.reduce<number>((sum, items) => sum + (Array.isArray(items) ? items.length : 0), 0);
    if (total < LEAST) continue;
    const seen = new Set<string>();
    const groups: Loop['groups'] = [];
    for (const { tool, calls } of tools) {
      const places = itemsNamed(calls, list);
      if (places.length < calls.length || places.some((place) => seen.has(placeKey(place)))) continue;
      for (const place of places) seen.add(placeKey(place));
      groups.push({ tool, members: calls.map((placed, at) => ({ placed, place: places[at] ?? NOWHERE })) });
    }
    const isWhole = seen.size === total || (seen.size >= LEAST && context.prompt.asksFor(JUDGEMENT));
    if (isWhole && groups.length > 1 && groups.some(({ tool }) => tool === first.tool)) return { list, groups };
  }
  return null;
}

/** Fewer items than this are named one by one. */
const LEAST = 3;

const NOWHERE: Place = { row: -1, index: -1 };
