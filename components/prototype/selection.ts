import type { JsonPath } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';

/**
 * The one thing that is selected in a prototype, shown by every view of it: chat line, node, bar, line of code.
 * `value` is a place in a recorded call; `place` is a value of the workflow; `edge` joins two calls, or a prompt and one.
 */
export type Selection =
  | { readonly kind: 'call'; readonly call: string }
  | { readonly kind: 'value'; readonly call: string; readonly side: 'arguments' | 'result'; readonly path: JsonPath }
  | { readonly kind: 'edge'; readonly edge: string }
  | { readonly kind: 'turn'; readonly turn: string }
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'place'; readonly place: Place };

/** The call that a selection is in, if it is in one. */
export function callOf(selection: Selection | null): string | null {
  return selection?.kind === 'call' || selection?.kind === 'value' ? selection.call : null;
}

/** The step that a selection is in, if it is in one. */
export function stepOf(selection: Selection | null): string | null {
  if (selection?.kind === 'step') return selection.step;
  return selection?.kind === 'place' && selection.place.step !== '' ? selection.place.step : null;
}

export function sameSelection(left: Selection | null, right: Selection | null): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
