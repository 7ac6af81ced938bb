import type { Json } from '../../json/json.ts';
import type { ToolCaller, ToolCallRequest } from '../../tool/tool-caller.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { ToolResult } from '../../tool/tool-result.ts';
import { callKey } from '../../trace/call-key.ts';
import { DivergedCall, replayCaller } from '../../trace/replay-caller.ts';
import type { TraceCall } from '../../trace/trace.ts';
import { pageAfter } from '../../workflow/pages/page-after.ts';
import { allSteps } from '../../workflow/walk.ts';

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
  const pages = answers.map((call) => ({ ...call, data: answerOf(call) ?? null }));
  const data = writes ? answerOfFirst(answers) : pageAfter(world.workflow, request, pages);
  return data === undefined ? undefined : { content: [], structuredContent: data };
}

function answerOfFirst([first]: readonly TraceCall[]): Json | undefined {
  return first === undefined ? undefined : answerOf(first);
}
