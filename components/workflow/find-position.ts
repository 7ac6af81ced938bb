import type { StepPosition } from '#core/workflow/edit/workflow-edit.ts';
import type { Step, Workflow } from '#core/workflow/workflow.ts';
import { branchesOf } from './step-tree.ts';

/** Where a step stands among its siblings, and how many of them there are; null for an unknown step. */
export function findPosition(
  workflow: Workflow,
  id: string,
): { readonly at: StepPosition; readonly count: number } | null {
  const search = (steps: readonly Step[], place: Omit<StepPosition, 'index'>): ReturnType<typeof findPosition> => {
    const index = steps.findIndex((step) => step.id === id);
    if (index >= 0) return { at: { ...place, index }, count: steps.length };
    for (const step of steps) {
      for (const branch of branchesOf(step)) {
        const found = search(branch.steps, { parent: step.id, member: branch.slot });
        if (found) return found;
      }
    }
    return null;
  };
  return search(workflow.body, { parent: '', member: 'body' });
}
