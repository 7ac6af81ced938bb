import { effectKey, hashRequest } from '../effects/effect-key.ts';
import type { Effect } from '../effects/ledger.ts';
import type { Json } from '../json/json.ts';
import { type ApproveStep, type StepCommon, workflowIdentity } from '../workflow/workflow.ts';
import { holds } from './evaluate-expression.ts';
import type { RunContext, StepPlace } from './run-context.ts';
import { RunStopped } from './run-failure.ts';
import type { Scope } from './scope.ts';
import { located, valueAtSlot } from './step-values.ts';

/** Name under which an approval step asks, where an effect names a server's tool. */
export const APPROVAL = { server: 'workflow', tool: 'approve' } as const;

/** Asks whoever is in charge, bound to exactly what is shown. Replays and plans ask nobody: they change nothing. */
export async function runApprove(
  context: RunContext,
  step: StepCommon & ApproveStep,
  scope: Scope,
  place: StepPlace,
): Promise<Json> {
  const when = step.when;
  if (when && !located(step, ['when'], place, () => holds(when, scope))) return false;
  const shown = valueAtSlot(step, ['show'], step.show, scope, place);
  const { mode, approver, signal, workflow } = context.options;
  if (mode !== 'apply') return true;
  const request = { ...APPROVAL, args: { show: shown } };
  const effect: Effect = {
    ...request,
    key: effectKey({ workflow: workflowIdentity(workflow), request, occurrence: 0 }),
    step: step.id,
    path: place.labels,
    argsHash: hashRequest(request),
    effect: 'write',
  };
  const approval = await approver.approve(effect, { signal });
  if (approval.approved) return true;
  throw new RunStopped('stopped', `Step "${step.id}" was not approved: ${approval.reason}`);
}
