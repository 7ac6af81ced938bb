import type { Place } from '#core/workflow/evidence.ts';

/** A place as the `data-place` of the element on the graph that shows it. */
export function placeAttribute({ step, slot }: Place): string {
  return JSON.stringify([step, ...slot]);
}
