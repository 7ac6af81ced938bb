import type { JsonObject } from '#core/json/json.ts';
import type { PendingCall } from '#core/live/studio-event.ts';
import { effectOf } from '#core/tool/classify-tool.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { CallOutcome, Trace, TraceCall, TraceOrigin } from '#core/trace/trace.ts';

/** `refused` is an answer with `isError`; `lost` is a call whose answer never came and that may have happened. */
export type CallState = 'waiting' | 'approval' | 'running' | 'done' | 'refused' | 'lost' | 'failed';

/** A call as every view shows it, whether its answer is there yet or not. */
export interface CallView {
  readonly id: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly origin: TraceOrigin;
  readonly turn?: string;
  readonly effect: EffectClass;
  readonly state: CallState;
  readonly started: number;
  readonly ended?: number;
  readonly startedAt: string;
  /** Absent while it runs. */
  readonly durationMs?: number;
  readonly outcome?: CallOutcome;
  readonly progress?: ToolProgress;
  /** Where the whole of a large answer is, if only its beginning is here; a recorded call has a place of its own. */
  readonly wholeAt?: string;
}

/** Recorded calls, then pending ones, in the order in which they started. */
export function callViews(args: {
  readonly trace: Trace;
  readonly pending: readonly PendingCall[];
  readonly progress?: ReadonlyMap<string, ToolProgress>;
}): CallView[] {
  const { trace, pending, progress } = args;
  const recorded = trace.calls.map((call) => recordedView(call, trace));
  const done = new Set(trace.calls.map((call) => call.id));
  const open = pending
    .filter((call) => !done.has(call.id))
    .map((call) => ({ ...call, progress: progress?.get(call.id) }));
  return [...recorded, ...open].sort((a, b) => a.started - b.started);
}

const views = new WeakMap<TraceCall, CallView>();

/** One view object per recorded call, so that memoised nodes stay as they are when others are added. */
function recordedView(call: TraceCall, trace: Trace): CallView {
  const known = views.get(call);
  if (known) return known;
  const view: CallView = { ...call, effect: effectOf(call, trace.tools), state: stateOfOutcome(call.outcome) };
  views.set(call, view);
  return view;
}

export function stateOfOutcome(outcome: CallOutcome): CallState {
  if (outcome.status === 'answered') return outcome.result.isError === true ? 'refused' : 'done';
  return outcome.kind === 'unknown' ? 'lost' : 'failed';
}
