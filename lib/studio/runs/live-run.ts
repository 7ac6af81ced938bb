import type { EffectRecord } from '#core/effects/ledger.ts';
import { recordedEffects } from '#core/execution/recorded-effects.ts';
import type { RunOptions } from '#core/execution/run-workflow.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { wasMadeHere } from '#core/trace/recorded-writes.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { RecordedJudgement } from '#core/workflow/recorded-judgement.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { judgeWith } from '../models/judge-with.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import type { Studio } from '../studio.ts';
import { approveEffects } from './approve-effects.ts';
import { askingCaller } from './asking-caller.ts';

/** What whatever runs a workflow live stands on, and what recording did, which counts as done. */
export async function liveRun(
  studio: Studio,
  facts: {
    readonly workflow: Workflow;
    readonly trace: Trace;
    readonly judged: readonly RecordedJudgement[];
    readonly prototypeId: string;
    /** Approvals are asked in its name. */
    readonly runId: string;
    readonly inputs: JsonObject;
    readonly timeZone: string;
    readonly signal: AbortSignal;
    readonly ignoreRecorded?: boolean;
  },
): Promise<{
  readonly options: Omit<RunOptions, 'mode' | 'now' | 'ledger'>;
  readonly recorded: ReadonlyMap<string, EffectRecord>;
}> {
  const { workflow, trace, judged, prototypeId, runId, signal } = facts;
  const prototype = await requirePrototype(studio, prototypeId);
  const recorded = facts.ignoreRecorded
    ? new Map<string, EffectRecord>()
    : await recordedEffects({ workflow, trace, judged, made: (call) => wasMadeHere(call, prototype) });
  return {
    recorded,
    options: {
      ...{ workflow, inputs: facts.inputs, timeZone: facts.timeZone, judged, signal },
      caller: askingCaller(studio, prototypeId),
      approver: approveEffects(studio, { prototypeId, runId, signal }),
      ...(await judgeWith(studio, { workflow, prototype })),
      clock: { milliseconds: studio.clock.milliseconds, sleep: pause },
      exampleOf: (step) => exampleOf(workflow, trace, step),
    },
  };
}

/** The recorded answer of the call that a step came from; of a poll, of its last. */
function exampleOf(workflow: Workflow, trace: Trace, id: string): ToolResult | undefined {
  const step = allSteps(workflow.body).find((each) => each.id === id);
  const origin = step?.origin ?? [];
  for (const call of step?.do === 'poll' ? trace.calls.toReversed() : trace.calls) {
    if (origin.includes(call.id) && call.outcome.status === 'answered') return call.outcome.result;
  }
  return undefined;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(done, milliseconds);
    function done() {
      signal?.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}
