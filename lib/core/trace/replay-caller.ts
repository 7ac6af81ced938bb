import { jsonDifferences } from '../json/diff.ts';
import { formatPath } from '../json/path.ts';
import { effectOf } from '../tool/classify-tool.ts';
import { errorOf } from '../tool/in-band-error.ts';
import { type ToolCaller, ToolCallFailure, type ToolCallRequest } from '../tool/tool-caller.ts';
import { formatToolRef } from '../tool/tool-ref.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import { isTransientError } from '../tool/transient-error.ts';
import { callKey } from './call-key.ts';
import type { Trace, TraceCall } from './trace.ts';

/** A replay asked for a call that the trace has no answer for; `nearest` is the recorded one that comes closest. */
export class DivergedCall extends ToolCallFailure {
  readonly nearest: TraceCall | undefined;
  readonly divergence: 'argument' | 'extra';

  constructor(request: ToolCallRequest, kind: 'argument' | 'extra', message: string, nearest?: TraceCall) {
    super('diverged', request, message);
    this.divergence = kind;
    this.nearest = nearest;
  }
}

export interface ReplayCaller extends ToolCaller {
  /** Recorded writes that succeeded and were not asked for again, in recorded order. */
  unrepeated(): readonly TraceCall[];
}

/**
 * Answers calls from a trace, by server, tool and exact arguments, in recorded order. A write is used up by one call;
 * a read may be asked again and then keeps its last answer. An answer that a write of the recording came after is passed
 * over once that write is made, where the trace holds a later one for which all writes before it are made. Transient
 * errors that a later answer made good are left out.
 * Rejects with `DivergedCall` where nothing fits, and as recorded where the recording itself got no answer.
 */
export function replayCaller(trace: Trace): ReplayCaller {
  const queues = new Map<string, Queue>();
  const isRead = (ref: { readonly server: string; readonly tool: string }) => effectOf(ref, trace.tools) === 'read';
  for (const call of trace.calls) {
    const key = callKey(call);
    const queue = queues.get(key) ?? { calls: [], used: 0 };
    queue.calls.push(call);
    queues.set(key, queue);
  }
  for (const queue of queues.values()) if (queue.calls.length > 1) queue.calls = withoutTransientErrors(queue.calls);

  const used = new Set<string>();
  const writes = trace.calls.filter((call) => !isRead(call) && succeeded(call));
  /** Whether some write that came between two answers to one read has been made, and none is still to come. */
  const isStale = (answer: TraceCall, next: TraceCall): boolean => {
    const between = writes.filter((write) => write.started >= answer.ended && write.started < next.started);
    return between.length > 0 && between.every((write) => used.has(write.id));
  };

  const take = (request: ToolCallRequest): TraceCall => {
    const queue = queues.get(callKey(request));
    if (!queue) throw diverged(request, trace, used);
    if (isRead(request)) {
      let at = Math.min(queue.used, queue.calls.length - 1);
      for (let next = at + 1; next < queue.calls.length; next += 1) {
        if (!isStale(known(queue.calls[at]), known(queue.calls[next]))) break;
        at = next;
      }
      queue.used = at + 1;
      return known(queue.calls[at]);
    }
    const call = queue.calls[queue.used];
    if (!call) throw repeated(request, known(queue.calls.at(-1)));
    queue.used += 1;
    used.add(call.id);
    return call;
  };

  return {
    call: async (request) => answerOf(take(request), request),
    unrepeated: () => trace.calls.filter((call) => !isRead(call) && succeeded(call) && !used.has(call.id)),
  };
}

interface Queue {
  calls: TraceCall[];
  used: number;
}

function withoutTransientErrors(calls: readonly TraceCall[]): TraceCall[] {
  const kept = calls.filter((call, index) => index === calls.length - 1 || !isTransient(call));
  return kept;
}

function isTransient(call: TraceCall): boolean {
  if (call.outcome.status === 'failed') return true;
  const error = errorOf(call.outcome.result);
  return error !== null && isTransientError(error);
}

function succeeded(call: TraceCall): boolean {
  return call.outcome.status === 'answered' && errorOf(call.outcome.result) === null;
}

function answerOf(call: TraceCall, request: ToolCallRequest): ToolResult {
  if (call.outcome.status === 'answered') return call.outcome.result;
  throw new ToolCallFailure(call.outcome.kind, request, call.outcome.message);
}

/** The nearest recorded call has the fewest different arguments; one that is not used up yet goes first. */
function diverged(request: ToolCallRequest, trace: Trace, used: ReadonlySet<string>): DivergedCall {
  const sameTool = trace.calls.filter((call) => call.server === request.server && call.tool === request.tool);
  const [nearest] = sameTool
    .map((call) => ({ call, differences: jsonDifferences(call.args, request.args) }))
    .sort(
      (a, b) =>
        a.differences.length - b.differences.length || Number(used.has(a.call.id)) - Number(used.has(b.call.id)),
    );
  const name = formatToolRef(request);
  if (!nearest) {
    return new DivergedCall(request, 'extra', `The recording holds no call of ${name}.`);
  }
  const [first] = nearest.differences;
  const where = first ? formatPath(first.path) : '';
  const message = `No recorded call of ${name} has these arguments. The nearest, "${nearest.call.id}", differs in ${where}: recorded ${short(first?.left)}, now ${short(first?.right)}.`;
  return new DivergedCall(request, 'argument', message, nearest.call);
}

function repeated(request: ToolCallRequest, last: TraceCall): DivergedCall {
  const message = `${formatToolRef(request)} was asked for once more than it was recorded with these arguments.`;
  return new DivergedCall(request, 'extra', message, last);
}

function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function known(call: TraceCall | undefined): TraceCall {
  if (!call) throw new Error('A queue of recorded calls is never empty.');
  return call;
}
