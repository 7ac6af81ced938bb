import { changeParts } from '../../json/change-at.ts';
import type { Json } from '../../json/json.ts';
import { type CutList, callsOfStep, itemsAt } from './cut-world.ts';
import { mapAnswers, type World } from './world.ts';

/** The world with a list changed item by item; `at` counts over all pages of the list. */
export function changeList(world: World, list: CutList, change: (item: Json, at: number) => readonly Json[]): World {
  const starts = new Map<string, number>();
  let count = 0;
  for (const call of callsOfStep(world, list.step)) {
    starts.set(call.id, count);
    count += itemsAt(call, list.path).length;
  }
  return mapAnswers(world, (data, call) => {
    const start = starts.get(call.id);
    if (start === undefined) return undefined;
    return changeParts(data, list.path, (items) =>
      Array.isArray(items) ? items.flatMap((item, at) => change(item, start + at)) : items,
    );
  });
}
