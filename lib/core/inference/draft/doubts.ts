import type { JsonPath } from '../../json/json.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
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
  const at = countedCalls(context.calls).get(call) ?? 0;
  return at > 0 ? [at] : [];
}

const remembered = new WeakMap<DraftContext['calls'], ReadonlyMap<DraftContext['calls'][number], number>>();

/** How many calls of its tool come before each. */
function countedCalls(calls: DraftContext['calls']): ReadonlyMap<DraftContext['calls'][number], number> {
  let known = remembered.get(calls);
  if (known === undefined) {
    const counts = new Map<string, number>();
    known = new Map(
      calls.map((call) => {
        const ref = formatToolRef(call);
        const before = counts.get(ref) ?? 0;
        counts.set(ref, before + 1);
        return [call, before];
      }),
    );
    remembered.set(calls, known);
  }
  return known;
}
