import { jsonEqual } from '#core/json/equal.ts';
import type { Evidence, Place, ValueEvidence, ValueOrigin } from '#core/workflow/evidence.ts';
import type { Expr, Step } from '#core/workflow/workflow.ts';

/** Where a value comes from, by its form: what the colour says before and beside any evidence. */
export function originOfExpr(expr: Expr, steps: ReadonlyMap<string, Step>): ValueOrigin {
  switch (expr.$) {
    case 'lit':
    case 'absent':
      return 'constant';
    case 'ref':
      if (expr.of === 'input' || expr.of === 'config') return 'input';
      return steps.get(expr.id)?.do === 'llm' ? 'judgement' : 'reference';
    case 'get':
      return originOfExpr(expr.from, steps);
    case 'run':
    case 'obj':
    case 'arr':
    case 'text':
    case 'fn':
    case 'over':
    case 'sort':
    case 'cond':
      return isConstant(expr) ? 'constant' : 'computed';
    default: {
      const never: never = expr;
      throw new Error(`No origin for ${JSON.stringify(never)}.`);
    }
  }
}

function isConstant(expr: Expr): boolean {
  if (expr.$ === 'lit') return true;
  if (expr.$ === 'arr') return expr.items.every(isConstant);
  if (expr.$ === 'obj') return Object.values(expr.fields).every(isConstant);
  return false;
}

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
