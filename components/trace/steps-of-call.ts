import { stepsById } from '#core/workflow/find-step.ts';
import type { Workflow } from '#core/workflow/workflow.ts';

/** Ids of the steps that a recorded call became, outermost first. */
export function stepsOfCall(workflow: Workflow, call: string): string[] {
  return [...stepsById(workflow)].flatMap(([id, step]) => (step.origin?.includes(call) ? [id] : []));
}

/** The first recorded call that a step came from. */
export function firstOrigin(workflow: Workflow, step: string): string | undefined {
  return stepsById(workflow).get(step)?.origin?.[0];
}
