import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import type { Trace, TraceCall } from '#core/trace/trace.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { Learned } from '../workflow/learn-from-recordings.ts';

/**
 * The recordings with the empty pages that a replay has to make up where the workflow reads on and the recording did
 * not: a bundle replays from its file alone. Their ids begin with `after-`.
 */
export async function readToTheEnd(
  workflow: Workflow,
  traces: readonly Trace[],
  { otherInputs, judgements }: Learned,
): Promise<readonly Trace[]> {
  return Promise.all(
    traces.map(async (trace, at) => {
      const pages: TraceCall[] = [];
      await replayWorkflow({
        workflow,
        trace,
        judged: judgements,
        ...(at === 0 ? {} : { inputs: otherInputs[at - 1] ?? {} }),
        onPage: (page) => pages.push(page),
      });
      return pages.length === 0 ? trace : { ...trace, calls: [...trace.calls, ...pages] };
    }),
  );
}
