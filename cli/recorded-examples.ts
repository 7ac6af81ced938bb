import type { ToolResult } from '#core/tool/tool-result.ts';
import type { Trace } from '#core/trace/trace.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';

/**
 * The recorded answer to each step's first call, so that a plan knows the shape of what it does not send; of what was
 * waited for, the last.
 */
export function recordedExamples(workflow: Workflow, trace: Trace): (step: string) => ToolResult | undefined {
  const answers = new Map(
    trace.calls.flatMap(({ id, outcome }) => (outcome.status === 'answered' ? [[id, outcome.result] as const] : [])),
  );
  const origins = new Map(
    allSteps(workflow.body).map((step) => [step.id, step.do === 'poll' ? step.origin?.toReversed() : step.origin]),
  );
  return (step) => {
    const call = origins.get(step)?.find((origin) => answers.has(origin));
    return call === undefined ? undefined : answers.get(call);
  };
}
