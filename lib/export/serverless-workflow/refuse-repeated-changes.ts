import { formatToolRef } from '#core/tool/tool-ref.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { CallStep, StepCommon, Workflow } from '#core/workflow/workflow.ts';
import { cannotSay } from './cannot-say.ts';

/** Changes that a second run would make once more, because nothing looks whether they are there. */
export function repeatedChanges(workflow: Workflow): readonly (StepCommon & CallStep)[] {
  return allSteps(workflow.body).flatMap((step) =>
    step.do === 'call' && step.effect !== 'read' && !step.find ? [step] : [],
  );
}

/** The language has no ledger: on a schedule every run would make them again. */
export function refuseRepeatedChanges(workflow: Workflow): void {
  const [step] = repeatedChanges(workflow);
  if (!step) return;
  throw cannotSay(
    `step "${step.id}" makes the change ${formatToolRef(step)} once`,
    'It keeps no ledger, so every run of the schedule would make it again: give the step a look for what is there, or choose by hand.',
  );
}
