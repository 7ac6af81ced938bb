import type { Json } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import { resultData } from '../tool/extract.ts';
import { errorOf } from '../tool/in-band-error.ts';
import { ToolCallFailure, type ToolCallRequest } from '../tool/tool-caller.ts';
import { formatToolRef } from '../tool/tool-ref.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import { isTransientError, retryAfterMs, wasTurnedAway } from '../tool/transient-error.ts';
import { DivergedCall } from '../trace/replay-caller.ts';
import type { CallBody, Retry } from '../workflow/workflow.ts';
import { type RunContext, type StepPlace, throwIfStopped } from './run-context.ts';
import { RunStopped, StepFailure } from './run-failure.ts';

/** Used where a step says nothing: enough for a busy server, short enough for a person who waits. */
const DEFAULT_RETRY: Retry = { attempts: 6, backoffMs: 250 };

/** A server that asks for a longer pause than this is not waited for. */
const LONGEST_PAUSE_MS = 120_000;

export interface PlacedCall {
  readonly step: string;
  readonly place: StepPlace;
  readonly request: ToolCallRequest;
  readonly effect: EffectClass;
  readonly retry?: Retry;
}

/**
 * Calls a tool, and again while that is safe: after an error answer that turns the call away for now, and after a call
 * that provably was not sent; a read also after a lost answer and an error that leaves open what was done. Resolves with the last answer, an error answer
 * included; rejects with `ToolCallFailure` where there is none, and with `RunStopped` on abort.
 */
export async function callTool(context: RunContext, call: PlacedCall): Promise<ToolResult> {
  const retry = call.retry ?? DEFAULT_RETRY;
  for (let attempt = 1; ; attempt += 1) {
    throwIfStopped(context);
    const outcome = await attemptCall(context, call);
    if (attempt >= retry.attempts || !isRepeatable(outcome, call.effect)) {
      if ('failure' in outcome) throw outcome.failure;
      return outcome.result;
    }
    const pause = pauseBefore(outcome, attempt, retry, context);
    if (pause === undefined) {
      if ('failure' in outcome) throw outcome.failure;
      return outcome.result;
    }
    await context.options.clock.sleep(pause, context.options.signal);
  }
}

/**
 * `callTool` for a write. A run that is stopped before it is sent, or between two attempts that were turned away, leaves
 * it undone: that is `cancelled`, and the next run makes it.
 */
export async function sendWrite(context: RunContext, call: PlacedCall): Promise<ToolResult> {
  try {
    return await callTool(context, call);
  } catch (reason) {
    if (!(reason instanceof RunStopped)) throw reason;
    throw new ToolCallFailure('cancelled', call.request, reason.message, { cause: reason });
  }
}

/** The data of an answer under the call's extractor. Error answers fail the step with the server's own words. */
export function answerData(
  body: CallBody,
  result: ToolResult,
  at: { readonly step: string; readonly place: StepPlace },
): Json {
  const error = errorOf(result);
  if (error !== null) throw answeredNo(body, error, at);
  try {
    return resultData(result, body.extract);
  } catch (reason) {
    const message = reason instanceof Error ? reason.message : String(reason);
    throw new StepFailure({ step: at.step, path: at.place.path }, `${formatToolRef(body)}: ${message}`, {
      cause: reason,
    });
  }
}

export function answeredNo(
  body: CallBody,
  error: string,
  at: { readonly step: string; readonly place: StepPlace },
): StepFailure {
  const said = error.trim() === '' ? 'failed and did not say why.' : `answered with an error: ${error}`;
  return new StepFailure({ step: at.step, path: at.place.path }, `${formatToolRef(body)} ${said}`, { answer: error });
}

type Outcome = { readonly result: ToolResult } | { readonly failure: ToolCallFailure };

async function attemptCall(context: RunContext, call: PlacedCall): Promise<Outcome> {
  const { clock, caller, signal } = context.options;
  const id = context.nextCallId(call.step);
  const began = clock.milliseconds();
  const { server, tool, args } = call.request;
  context.emit({
    type: 'call-started',
    call: id,
    step: call.step,
    path: call.place.path,
    server,
    tool,
    args,
    effect: call.effect,
  });
  const durationMs = () => Math.max(0, clock.milliseconds() - began);
  try {
    const result = await caller.call(call.request, { signal });
    context.emit({ type: 'call-ended', call: id, result, durationMs: durationMs() });
    return { result };
  } catch (reason) {
    const failure = failureOf(reason, call.request);
    context.emit({
      type: 'call-failed',
      call: id,
      kind: failure.kind,
      message: failure.message,
      durationMs: durationMs(),
    });
    return { failure };
  }
}

/** A caller that breaks its promise leaves us without knowledge: the call may have been carried out. */
function failureOf(reason: unknown, request: ToolCallRequest): ToolCallFailure {
  if (reason instanceof ToolCallFailure) return reason;
  const message = reason instanceof Error ? reason.message : String(reason);
  return new ToolCallFailure('unknown', request, message, { cause: reason });
}

function isRepeatable(outcome: Outcome, effect: EffectClass): boolean {
  if ('result' in outcome) {
    const error = errorOf(outcome.result);
    if (error === null) return false;
    return effect === 'read' ? isTransientError(error) : wasTurnedAway(error);
  }
  return outcome.failure.kind === 'not-sent' || (outcome.failure.kind === 'unknown' && effect === 'read');
}

/** Doubles each time, with up to a quarter more so that many callers spread; the server's own wish wins. */
function pauseBefore(outcome: Outcome, attempt: number, retry: Retry, context: RunContext): number | undefined {
  if (context.options.mode === 'replay') return 0;
  const asked = 'result' in outcome ? retryAfterMs(errorOf(outcome.result) ?? '') : undefined;
  if (asked !== undefined) return asked <= LONGEST_PAUSE_MS ? asked : undefined;
  const spread = 1 + ((context.options.clock.milliseconds() * 2_654_435_761) % 1000) / 4000;
  return Math.min(LONGEST_PAUSE_MS, retry.backoffMs * 2 ** (attempt - 1) * spread);
}

/** What a call that got no answer means for the run: replays diverge, cancelled calls stop, the rest fails the step. */
export function endedBy(failure: ToolCallFailure, call: Omit<PlacedCall, 'effect'>): StepFailure | RunStopped {
  if (failure.kind === 'cancelled') return new RunStopped('stopped', 'The run was stopped.');
  if (failure.kind === 'diverged') return divergedAt(failure, call);
  const name = formatToolRef(call.request);
  return new StepFailure({ step: call.step, path: call.place.path }, `${name}: ${failure.message}`, { cause: failure });
}

function divergedAt(failure: ToolCallFailure, call: Omit<PlacedCall, 'effect'>): RunStopped {
  const { server, tool, args } = call.request;
  const { nearest, divergence } =
    failure instanceof DivergedCall ? failure : { nearest: undefined, divergence: 'extra' as const };
  return new RunStopped('diverged', failure.message, {
    step: call.step,
    path: call.place.path,
    server,
    tool,
    args,
    ...(nearest ? { nearest: { call: nearest.id, args: nearest.args } } : {}),
    kind: divergence,
    message: failure.message,
  });
}
