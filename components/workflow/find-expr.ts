import type { Place } from '#core/workflow/evidence.ts';
import type { Expr, Workflow } from '#core/workflow/workflow.ts';
import { stepsById } from './step-tree.ts';

/** The expression at a place, or null where there is none. */
export function findExpr(workflow: Workflow, place: Place): Expr | null {
  let at: unknown = place.step === '' ? workflow : stepsById(workflow).get(place.step);
  for (const key of place.slot) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = (at as Record<string | number, unknown>)[key];
  }
  // A place of a well-formed workflow that holds a member `$` holds an expression.
  return typeof at === 'object' && at !== null && '$' in at ? (at as Expr) : null;
}
