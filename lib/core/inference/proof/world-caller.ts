import type { Json } from '../../json/json.ts';
import type { ToolCaller, ToolCallRequest } from '../../tool/tool-caller.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { ToolResult } from '../../tool/tool-result.ts';
import { callKey } from '../../trace/call-key.ts';
import { DivergedCall, replayCaller } from '../../trace/replay-caller.ts';
import type { TraceCall } from '../../trace/trace.ts';
import { allSteps } from '../../workflow/walk.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { emptyPage } from './empty-page.ts';
import { answerOf, type World } from './world.ts';

export interface WorldCaller extends ToolCaller {
  /** Keys of all calls that were made. */
  readonly made: ReadonlySet<string>;
}

/**
 * Answers a program from a world. Where a recording would be at its end the world goes on: a write that was never
 * recorded is answered as others of its tool were, and after the last page that was read comes an empty one. A read that
 * the world knows nothing of is a divergence.
 */
export function worldCaller(world: World): WorldCaller {
  const recorded = replayCaller(world.trace);
  const made = new Set<string>();
  return {
    made,
    call: async (request, options) => {
      made.add(callKey(request));
      try {
        return await recorded.call(request, options);
      } catch (reason) {
        const answer = reason instanceof DivergedCall ? goesOn(world, request) : undefined;
        if (answer === undefined) throw reason;
        return answer;
      }
    },
  };
}

function goesOn(world: World, request: ToolCallRequest): ToolResult | undefined {
  const tool = formatToolRef(request);
  const answers = world.trace.calls.filter((call) => formatToolRef(call) === tool && answerOf(call) !== undefined);
  const steps = allSteps(world.workflow.body);
  const writes = steps.some((step) => step.do === 'call' && step.effect !== 'read' && formatToolRef(step) === tool);
  const data = writes ? answerOfFirst(answers) : pageAfter(world.workflow, request, answers);
  return data === undefined ? undefined : { content: [], structuredContent: data };
}

function answerOfFirst([first]: readonly TraceCall[]): Json | undefined {
  return first === undefined ? undefined : answerOf(first);
}

/** An empty page where the call differs from one that was recorded in the paging parameter alone. */
function pageAfter(workflow: Workflow, request: ToolCallRequest, answers: readonly TraceCall[]): Json | undefined {
  for (const step of allSteps(workflow.body)) {
    if (step.do !== 'paginate' || formatToolRef(step.call) !== formatToolRef(request)) continue;
    const keyWithout = ({ args: { [step.param]: _place, ...args } }: Pick<TraceCall, 'args'>): string =>
      callKey({ ...request, args });
    const page = answers.find((call) => keyWithout(call) === keyWithout(request));
    const data = page === undefined ? undefined : answerOf(page);
    if (data !== undefined) return emptyPage(step, data);
  }
  return undefined;
}
