import type { Approval } from '#core/effects/ledger.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import type { PendingCall } from '#core/live/studio-event.ts';
import type { ToolCallFailureKind, ToolProgress } from '#core/tool/tool-caller.ts';
import { formatToolRef, type ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { CallOutcome, TraceCall } from '#core/trace/trace.ts';
import { checkArguments } from '#lib/chat/check-arguments.ts';
import { createSecretMask } from '#lib/mcp/mask-secrets.ts';
import { inTurn, type LiveCallOptions } from '#lib/mcp/server-input.ts';
import type { Studio } from '../studio.ts';
import { askApproval } from './ask-approval.ts';
import { cutResult } from './cut-result.ts';
import { isToolCallFailure } from './is-tool-call-failure.ts';
import { judgeTool, type ToolVerdict } from './judge-tool.ts';
import { personInputs } from './person-inputs.ts';

export interface ToolCallOrder extends ToolRef {
  readonly prototypeId: string;
  readonly origin: 'chat' | 'gateway' | 'hand';
  readonly args: JsonObject;
  /** Assistant step that emitted the call; calls of one step share it. */
  readonly turn?: string;
  /** The id to record under; made here where absent. */
  readonly id?: string;
  /** Ends the call: before it was sent it becomes `cancelled`, after that `unknown`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ToolProgress) => void;
  /** What whoever calls can be asked by the server, and wants of its log. */
  readonly live?: Pick<LiveCallOptions, 'inputs' | 'logLevel' | 'onLog'>;
  /** How many characters of the result its reader is shown; undefined means all. */
  readonly shownCharacters?: (result: ToolResult) => number | undefined;
}

/**
 * The one way in which a tool call of a prototype happens, whoever asks: the intent is committed and shown, the policy
 * is asked (and with it, maybe, the user), the server is called, the outcome is committed and shown. Resolves with the
 * recorded call whatever became of it; every failure is an outcome. Rejects only where the store does.
 *
 * Pages are told of every change of state by a `call-started` event with the same id; the last one holds.
 */
export async function callTool(studio: Studio, order: ToolCallOrder): Promise<TraceCall> {
  const { prototypeId, origin, server, tool, turn } = order;
  const id = order.id ?? studio.ids('call');
  const live = studio.calls.open(id, order.signal);
  try {
    const { mask, verdict, pending } = await studio.calls.inOrder(prototypeId, async () => {
      const secrets = await studio.store.secrets.known();
      const mask = createSecretMask(secrets.map((secret) => secret.value));
      const verdict = await judgeTool(studio, { prototypeId, origin, server, tool });
      const pending = await studio.store.traces.begin(prototypeId, {
        id,
        origin,
        turn,
        server,
        tool,
        args: mask.json(order.args),
        effect: verdict.effect,
        state: 'waiting',
        startedAt: studio.clock.now(),
      });
      studio.events.publish(prototypeId, { type: 'call-started', call: pending });
      return { mask, verdict, pending };
    });
    // Calls that were asked for together overlap in the record, however fast the first of them is answered.
    await studio.calls.begun(prototypeId);
    const began = studio.clock.milliseconds();
    const { outcome, sentAt } = await perform(studio, { order, pending, verdict, signal: live.signal });
    const call = await studio.store.traces.finish(prototypeId, id, {
      // An outcome is JSON; masking changes strings and keeps its shape.
      outcome: mask.json(outcome as unknown as Json) as unknown as CallOutcome,
      durationMs: Math.round(studio.clock.milliseconds() - (sentAt ?? began)),
      shownCharacters: outcome.status === 'answered' ? order.shownCharacters?.(outcome.result) : undefined,
    });
    const short = cutResult(call);
    studio.events.publish(prototypeId, { type: 'call-ended', call: short ?? call, ...(short && { cut: true }) });
    return call;
  } finally {
    live.close();
  }
}

interface Performance {
  readonly order: ToolCallOrder;
  readonly pending: PendingCall;
  readonly verdict: ToolVerdict;
  readonly signal: AbortSignal;
}

interface Performed {
  readonly outcome: CallOutcome;
  /** When it left for the server, on the studio's clock; the time a user took to approve is not the tool's. */
  readonly sentAt?: number;
}

async function perform(studio: Studio, { order, pending, verdict, signal }: Performance): Promise<Performed> {
  if (verdict.refusal !== undefined) return failed(verdict.refusal.kind, verdict.refusal.message);
  const misfit = order.origin === 'chat' && verdict.spec ? checkArguments(verdict.spec.inputSchema, order.args) : null;
  if (misfit !== null) return failed('not-sent', misfit);
  if (signal.aborted) return failed('cancelled', stopMessage(signal));
  if (verdict.mustAsk) {
    const approval = await waitForApproval(studio, { order, pending, signal });
    if (approval === 'stopped') return failed('cancelled', stopMessage(signal));
    if (!approval.approved) return failed('refused', `The user did not approve this call: ${approval.reason}`);
  }
  await changeState(studio, order.prototypeId, { ...pending, state: 'running' });
  const sentAt = studio.clock.milliseconds();
  return { outcome: await dispatch(studio, order, pending.id, signal), sentAt };
}

async function waitForApproval(
  studio: Studio,
  { order, pending, signal }: Pick<Performance, 'order' | 'pending' | 'signal'>,
): Promise<Approval | 'stopped'> {
  await changeState(studio, order.prototypeId, { ...pending, state: 'approval' });
  return askApproval(studio, {
    prototypeId: order.prototypeId,
    subject: { kind: 'call', id: pending.id },
    server: order.server,
    tool: order.tool,
    args: pending.args,
    effect: pending.effect,
    signal,
  });
}

async function dispatch(studio: Studio, order: ToolCallOrder, id: string, signal: AbortSignal): Promise<CallOutcome> {
  const { prototypeId, server, tool, args } = order;
  try {
    const person = personInputs(studio, { server, tool, prototypeId, call: id });
    const result = await studio.connections.caller().call(
      { server, tool, args },
      {
        ...order.live,
        // Whoever made the call is asked first, for what they can answer; the person in the studio for the rest.
        inputs: order.live?.inputs ? inTurn([order.live.inputs, person]) : person,
        callId: id,
        signal,
        onProgress: (progress) => {
          studio.events.publish(prototypeId, { type: 'call-progress', call: id, progress });
          order.onProgress?.(progress);
        },
      },
    );
    return { status: 'answered', result };
  } catch (error) {
    if (isToolCallFailure(error)) return { status: 'failed', kind: error.kind, message: error.message };
    // Not what the caller promises, so nothing is known: the tool may have run.
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'failed', kind: 'unknown', message: `Calling ${formatToolRef(order)} broke off: ${reason}` };
  }
}

async function changeState(studio: Studio, prototypeId: string, call: PendingCall): Promise<void> {
  await studio.store.traces.setState(prototypeId, call.id, call.state);
  studio.events.publish(prototypeId, { type: 'call-started', call });
}

function failed(kind: ToolCallFailureKind, message: string): Performed {
  return { outcome: { status: 'failed', kind, message } };
}

function stopMessage(signal: AbortSignal): string {
  return signal.reason instanceof Error && signal.reason.name !== 'AbortError'
    ? signal.reason.message
    : 'Stopped by the user before it was sent.';
}
