import { replayWorkflow } from '../../lib/core/execution/replay-workflow.ts';
import { inferWorkflow } from '../../lib/core/inference/infer-workflow.ts';
import { proveWorkflow } from '../../lib/core/inference/prove-workflow.ts';
import type { Trace } from '../../lib/core/trace/trace.ts';
import type { InferenceResult } from '../../lib/core/workflow/inference-result.ts';

/** What the studio and the command line do with a recording: derive the program and climb the ladder. */
export async function derive(trace: Trace): Promise<InferenceResult> {
  const traces = [trace];
  return proveWorkflow({ result: inferWorkflow({ traces }), traces, runner: replayWorkflow });
}
