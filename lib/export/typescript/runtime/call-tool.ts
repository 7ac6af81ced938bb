import { resultData } from '#core/tool/extract.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import { ToolCallFailure, type ToolCallRequest } from '#core/tool/tool-caller.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { isTransientError, retryAfterMs, wasTurnedAway } from '#core/tool/transient-error.ts';
import type { Retry } from './agent.ts';
import type { AgentSetup } from './agent-setup.ts';
import { RunEnded, ToolRefused } from './failures.ts';
import { guard } from './guard.ts';
import { toolSpan } from './observe/tool-span.ts';
import type { SpanFacts } from './observe/tracing.ts';
import type { ToolRequest } from './request.ts';

/** Used where a step says nothing: enough for a busy server, short enough for a person who waits. */
const DEFAULT_RETRY: Retry = { attempts: 6, backoffMs: 250 };

/** A server that asks for a longer pause than this is not waited for. */
const LONGEST_PAUSE_MS = 120_000;

export interface CallOptions {
  readonly retry?: Retry;
  /** What else its span shall say. */
  readonly facts?: SpanFacts;
}

/** What a call needs of all that an agent stands on. */
export type CallSetup = Pick<AgentSetup, 'caller' | 'log' | 'meter' | 'tracing' | 'signal' | 'sleep' | 'milliseconds'>;

/**
 * Calls a tool, and again while that is safe: after an error answer that turns the call away for now, and after a call
 * that provably was not sent; a read also after a lost answer and an error that leaves open what was done. Resolves
 * with the last answer, an error answer included; rejects with `ToolCallFailure` where there is none.
 */
export async function callTool(
  setup: CallSetup,
  request: ToolRequest<unknown>,
  { retry = DEFAULT_RETRY, facts = {} }: CallOptions = {},
): Promise<ToolResult> {
  return setup.tracing.span(toolSpan(request, facts), async () => {
    const result = await callUntilAnswered(setup, request, retry);
    if (errorOf(result) !== null) setup.tracing.note({ 'error.type': 'tool_error' });
    return result;
  });
}

async function callUntilAnswered(setup: CallSetup, request: ToolRequest<unknown>, retry: Retry): Promise<ToolResult> {
  const isRead = request.effect === 'read';
  const call: ToolCallRequest = { server: request.server, tool: request.tool, args: request.args };
  for (let attempt = 1; ; attempt += 1) {
    if (setup.signal?.aborted) throw new RunEnded('stopped', 'The run was stopped.');
    const outcome = await attemptCall(setup, call, isRead);
    const last = attempt >= retry.attempts || !isRepeatable(outcome, isRead);
    const pause = last ? undefined : pauseBefore(outcome, attempt, retry);
    if (pause === undefined) {
      if ('failure' in outcome) throw outcome.failure;
      return outcome.result;
    }
    setup.log.info({ server: call.server, tool: call.tool, attempt, pauseMs: Math.round(pause) }, 'trying again');
    setup.tracing.event('retry', { 'mcp_agent.attempt': attempt, 'mcp_agent.pause_ms': Math.round(pause) });
    await setup.sleep(pause, setup.signal);
  }
}

/**
 * `callTool` for a write. Whatever ends a run before it is sent, or between two attempts that were turned away, leaves it
 * undone: that is `cancelled`, and the next run makes it.
 */
export async function sendWrite(
  setup: CallSetup,
  request: ToolRequest<unknown>,
  options?: CallOptions,
): Promise<ToolResult> {
  try {
    return await callTool(setup, request, options);
  } catch (reason) {
    if (!(reason instanceof RunEnded)) throw reason;
    const { server, tool, args } = request;
    throw new ToolCallFailure('cancelled', { server, tool, args }, reason.message, { cause: reason });
  }
}

/** The data of an answer. Error answers throw `ToolRefused`; missing members throw when they are read. */
export function answerData<Result>(request: ToolRequest<Result>, result: ToolResult): Result {
  const error = errorOf(result);
  if (error !== null) throw new ToolRefused(formatToolRef(request), error);
  return guard(resultData(result, request.extract)) as Result;
}

type Outcome = { readonly result: ToolResult } | { readonly failure: ToolCallFailure };

async function attemptCall(setup: CallSetup, call: ToolCallRequest, isRead: boolean): Promise<Outcome> {
  const { server, tool } = call;
  const began = setup.milliseconds();
  const took = () => (setup.milliseconds() - began) / 1000;
  try {
    // A read is given up when the run is stopped. A write under way is not: its answer says what became of it.
    const result = await setup.caller.call(call, isRead && setup.signal ? { signal: setup.signal } : {});
    const outcome = errorOf(result) === null ? 'answered' : 'refused';
    setup.meter.toolCall({ server, tool, outcome, seconds: took() });
    setup.log.debug({ server, tool, outcome, durationMs: Math.round(took() * 1000) }, 'tool called');
    return { result };
  } catch (reason) {
    // A caller that breaks its promise leaves us without knowledge: the call may have been carried out.
    const failure =
      reason instanceof ToolCallFailure
        ? reason
        : new ToolCallFailure('unknown', call, reason instanceof Error ? reason.message : String(reason), {
            cause: reason,
          });
    setup.meter.toolCall({ server, tool, outcome: failure.kind, seconds: took() });
    setup.log.warn({ server, tool, outcome: failure.kind, error: failure.message }, 'tool call without an answer');
    return { failure };
  }
}

function isRepeatable(outcome: Outcome, isRead: boolean): boolean {
  if ('result' in outcome) {
    const error = errorOf(outcome.result);
    return error !== null && (isRead ? isTransientError(error) : wasTurnedAway(error));
  }
  return outcome.failure.kind === 'not-sent' || (outcome.failure.kind === 'unknown' && isRead);
}

/** Doubles each time, with up to a quarter more so that many agents spread; the server's own wish wins. */
function pauseBefore(outcome: Outcome, attempt: number, retry: Retry): number | undefined {
  const said = 'result' in outcome ? errorOf(outcome.result) : outcome.failure.message;
  const asked = retryAfterMs(said ?? '');
  if (asked !== undefined) return asked <= LONGEST_PAUSE_MS ? asked : undefined;
  return Math.min(LONGEST_PAUSE_MS, retry.backoffMs * 2 ** (attempt - 1) * (1 + Math.random() / 4));
}
