import { jsonEqual } from '#core/json/equal.ts';
import type { Evidence, Place, ValueEvidence, ValueOrigin } from '#core/workflow/evidence.ts';

/** The evidence that speaks about exactly this place, if any. */
export function evidenceAt(evidence: Evidence, place: Place): ValueEvidence | undefined {
  return evidence.values.find((value) => value.place.step === place.step && jsonEqual(value.place.slot, place.slot));
}

export function placeKey(place: Place): string {
  return `${place.step}:${JSON.stringify(place.slot)}`;
}

/** Whether `inner` is at or inside `outer`. */
export function placeWithin(inner: Place, outer: Place): boolean {
  return inner.step === outer.step && outer.slot.every((key, index) => inner.slot[index] === key);
}

/** What the evidence says wins over what the form of the expression says. */
export function originOfEvidence(evidence: ValueEvidence | undefined, form: ValueOrigin): ValueOrigin {
  return evidence?.origin ?? form;
}
