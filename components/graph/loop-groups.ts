import { branchesOf } from '#components/workflow/branches.ts';
import type { Step, Workflow } from '#core/workflow/workflow.ts';

/** Recorded calls that became one loop of the workflow. */
export interface LoopGroup {
  /** Id of the loop's step. */
  readonly step: string;
  /** `pull`: what each iteration is about. */
  readonly each: string;
  /** Calls of each step of the body, in the order of the body; each list in the order of the recording. */
  readonly columns: readonly (readonly string[])[];
}

/** Every outermost loop with the calls that it came from; loops that were seen once are none. */
export function loopGroups(workflow: Workflow): LoopGroup[] {
  const groups: LoopGroup[] = [];
  const visit = (steps: readonly Step[]) => {
    for (const step of steps) {
      if (step.do === 'forEach') {
        const columns = originsIn(step.body).filter((calls) => calls.length > 0);
        if (columns.some((calls) => calls.length > 1)) groups.push({ step: step.id, each: step.each, columns });
      } else for (const branch of branchesOf(step)) visit(branch.steps);
    }
  };
  visit(workflow.body);
  return groups;
}

/** Calls of steps in program order; a box speaks through the steps in it. */
function originsIn(steps: readonly Step[]): (readonly string[])[] {
  return steps.flatMap((step) => {
    const inner = branchesOf(step);
    return inner.length > 0 ? originsIn(inner.flatMap((branch) => branch.steps)) : [step.origin ?? []];
  });
}
