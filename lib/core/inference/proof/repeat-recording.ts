import type { JsonObject } from '../../json/json.ts';
import type { Trace } from '../../trace/trace.ts';
import type { InferenceResult, ProofCheck } from '../../workflow/inference-result.ts';
import { allSteps } from '../../workflow/walk.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { differenceOf, effectText } from './effect-bag.ts';
import { ended } from './ended.ts';
import { withJudgements } from './plain-workflow.ts';
import type { ProgramRunner } from './program-runner.ts';
import { worldCaller } from './world-caller.ts';

/** Whether the program, run on a recording with what its user said, writes what was written there. */
export async function repeatRecording(
  name: string,
  trace: Trace,
  about: {
    readonly result: InferenceResult;
    readonly workflow: Workflow;
    readonly inputs: JsonObject;
    readonly runner: ProgramRunner;
  },
): Promise<ProofCheck> {
  const workflow = withJudgements(about.workflow, about.result.judgements ?? {});
  const { inputs } = about;
  const run = await about.runner({ workflow, trace, inputs, caller: worldCaller({ workflow, trace, inputs }) });
  const problem = ended(run) ?? differenceOf(writesOf(trace, workflow), run.effects.map(effectText));
  return problem === null
    ? { name, status: 'passed', detail: `${run.effects.length} writes are those of the recording.` }
    : { name, status: 'failed', detail: problem };
}

/** The recorded writes that steps of the program came from. */
function writesOf(trace: Trace, workflow: Workflow): readonly string[] {
  const origins = new Set<string>();
  for (const step of allSteps(workflow.body)) {
    if (step.do === 'call' && step.effect !== 'read') for (const call of step.origin ?? []) origins.add(call);
  }
  return trace.calls.filter((call) => origins.has(call.id)).map(effectText);
}
