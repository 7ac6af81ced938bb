import { memoryLedger } from '../effects/memory-ledger.ts';
import type { JsonObject } from '../json/json.ts';
import type { ToolCaller } from '../tool/tool-caller.ts';
import { formatToolRef } from '../tool/tool-ref.ts';
import { type ReplayCaller, replayCaller } from '../trace/replay-caller.ts';
import type { Trace, TraceCall } from '../trace/trace.ts';
import { allSteps } from '../workflow/walk.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { readingOn } from './read-on.ts';
import type { Divergence, RunEvent } from './run-event.ts';
import { type RunOptions, type RunResult, runWorkflow } from './run-workflow.ts';

/**
 * Runs a workflow offline against its recording, with the recorded inputs unless others are given. Succeeds only where
 * every call it makes was recorded and every recorded write that a step names as its origin is made again; a list that
 * the recording did not read to its end goes on with an empty page. With
 * `caller`, a world made from the recording answers instead, and says itself what may be missing.
 */
export async function replayWorkflow(options: {
  readonly workflow: Workflow;
  readonly trace: Trace;
  readonly inputs?: JsonObject;
  /** What was judged while recording, beside what the steps show. */
  readonly judged?: RunOptions['judged'];
  readonly caller?: ToolCaller;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Told of pages that were made up because the recording stopped before them (`readingOn`). */
  readonly onPage?: (call: TraceCall) => void;
}): Promise<RunResult> {
  const { workflow, trace, inputs = {}, judged, signal, onEvent, onPage } = options;
  const recording =
    options.caller === undefined
      ? readingOn(replayCaller(trace), { workflow, trace, ...(onPage === undefined ? {} : { onPage }) })
      : asRecording(options.caller);
  let ended: RunEvent | undefined;
  const result = await runWorkflow({
    workflow,
    mode: 'replay',
    inputs,
    judged,
    now: trace.now,
    timeZone: trace.timeZone,
    caller: recording,
    ledger: memoryLedger(() => trace.now),
    approver: { approve: async () => ({ approved: true }) },
    signal,
    clock: { milliseconds: logicalTime(), sleep: async () => {} },
    onEvent: (event) => {
      // The last word is kept back until it is known that nothing is missing.
      if (event.type === 'run-ended') ended = event;
      else onEvent?.(event);
    },
  });
  const missing = result.status === 'succeeded' ? missingWrite(workflow, recording.unrepeated()) : undefined;
  if (!missing) {
    if (ended) onEvent?.(ended);
    return result;
  }
  const at = ended?.at ?? 0;
  onEvent?.({ at, type: 'diverged', divergence: missing });
  onEvent?.({ at, type: 'run-ended', status: 'diverged', output: result.output, error: missing.message });
  return { ...result, status: 'diverged', error: missing.message, divergence: missing };
}

/** A world says itself what may be missing. */
function asRecording(world: ToolCaller): ReplayCaller {
  return { call: (request, options) => world.call(request, options), unrepeated: () => [] };
}

function missingWrite(workflow: Workflow, unrepeated: Trace['calls']): Divergence | undefined {
  const steps = allSteps(workflow.body);
  for (const call of unrepeated) {
    const step = steps.find((candidate) => candidate.origin?.includes(call.id));
    if (!step) continue;
    const { server, tool, args } = call;
    return {
      step: step.id,
      path: [],
      server,
      tool,
      args,
      nearest: { call: call.id, args },
      kind: 'missing',
      message: `The recording made a call of ${formatToolRef(call)} ("${call.id}") that step "${step.id}" did not repeat.`,
    };
  }
  return undefined;
}

/** A clock that moves by one with every look, so that two replays of one thing give the same events. */
function logicalTime(): () => number {
  let time = 0;
  return () => {
    time += 1;
    return time;
  };
}
