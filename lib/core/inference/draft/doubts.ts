import type { JsonPath } from '../../json/json.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';

export function noteDoubts(step: string, doubts: readonly string[], context: DraftContext, slot: JsonPath = []): void {
  const known = context.doubts.get(step) ?? new Set<string>();
  for (const doubt of doubts) {
    known.add(doubt);
    if (!context.places.has(doubt)) context.places.set(doubt, { step, slot });
  }
  context.doubts.set(step, known);
}

/**
 * Tells several places of one tool apart in questions: how many calls of the tool the recording made before. Nothing
 * for the first, and never anything that an answer could change.
 */
export function nth(units: readonly (Unit | undefined)[], context: DraftContext): readonly number[] {
  const call = units.find((unit) => unit !== undefined)?.calls[0];
  if (call === undefined) return [];
  const same = context.calls.filter(({ server, tool }) => server === call.server && tool === call.tool);
  const at = same.indexOf(call);
  return at > 0 ? [at] : [];
}
