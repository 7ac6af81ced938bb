import { isJsonArray, isJsonObject, type Json } from '../json/json.ts';
import type { StepPosition } from './edit/workflow-edit.ts';
import type { Place } from './evidence.ts';
import { exprSchema } from './parse-workflow.ts';
import { allSteps, innerBodies } from './walk.ts';
import type { Expr, Id, Step, Workflow } from './workflow.ts';

/** Every step of a workflow by its id, in reading order. */
export function stepsById(workflow: Workflow): ReadonlyMap<Id, Step> {
  return new Map(allSteps(workflow.body).map((step) => [step.id, step]));
}

/** Where a step stands among its siblings, and who they are; null for an unknown step. */
export function findPosition(
  workflow: Workflow,
  id: Id,
): { readonly at: StepPosition; readonly siblings: readonly Step[] } | null {
  const search = (steps: readonly Step[], place: Omit<StepPosition, 'index'>): ReturnType<typeof findPosition> => {
    const index = steps.findIndex((step) => step.id === id);
    if (index >= 0) return { at: { ...place, index }, siblings: steps };
    for (const step of steps) {
      for (const inner of innerBodies(step)) {
        const found = search(inner.body, { parent: step.id, member: inner.member });
        if (found) return found;
      }
    }
    return null;
  };
  return search(workflow.body, { parent: '', member: 'body' });
}

/** The expression at a place, or null where none stands. */
export function findExpr(workflow: Workflow, place: Place): Expr | null {
  const root = place.step === '' ? workflow : stepsById(workflow).get(place.step);
  if (!root) return null;
  // A workflow is plain JSON by construction; only its TypeScript type is narrower.
  let at: Json | undefined = JSON.parse(JSON.stringify(root));
  for (const key of place.slot) {
    if (isJsonArray(at) && typeof key === 'number') at = at[key];
    else if (isJsonObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return null;
  }
  const found = isJsonObject(at) && '$' in at ? exprSchema.safeParse(at) : undefined;
  return found?.success ? found.data : null;
}
