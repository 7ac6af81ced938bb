import type { Json, JsonObject } from '../../json/json.ts';
import { errorOf } from '../../tool/in-band-error.ts';
import { autoData } from '../../tool/result-data.ts';
import type { Trace, TraceCall } from '../../trace/trace.ts';
import type { Workflow } from '../../workflow/workflow.ts';

/** A program and all that answers it: what every call gives, as data, and what the inputs are. */
export interface World {
  readonly workflow: Workflow;
  /** Every result is structured content, so that a world is changed by changing data. */
  readonly trace: Trace;
  readonly inputs: JsonObject;
}

/** The data of a call that was answered well; undefined where it failed. */
export function answerOf(call: TraceCall): Json | undefined {
  if (call.outcome.status !== 'answered' || errorOf(call.outcome.result) !== null) return undefined;
  return autoData(call.outcome.result);
}

export function withAnswer(call: TraceCall, data: Json): TraceCall {
  return { ...call, outcome: { status: 'answered', result: { content: [], structuredContent: data } } };
}

/** The world with the answers of some calls changed; a change that gives undefined leaves the call as it is. */
export function mapAnswers(world: World, change: (data: Json, call: TraceCall) => Json | undefined): World {
  const calls = world.trace.calls.map((call) => {
    const data = answerOf(call);
    const changed = data === undefined ? undefined : change(data, call);
    return changed === undefined || changed === data ? call : withAnswer(call, changed);
  });
  return { ...world, trace: { ...world.trace, calls } };
}
