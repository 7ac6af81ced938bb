import type { Approval } from '#core/effects/ledger.ts';
import { hashJson } from '#core/json/hash.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { ApprovalRequest } from '#core/live/studio-event.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { Studio } from '../studio.ts';

/** What an approval is bound to: server, tool and the exact arguments. Other arguments are another approval. */
export function approvalHash(call: ToolRef & { readonly args: JsonObject }): string {
  return hashJson({ server: call.server, tool: call.tool, args: call.args });
}

/**
 * Asks the user and waits for the answer: commits the request, shows it on every open page, resolves when
 * `settleApproval` answers it. When `signal` ends first the request lapses and this resolves with `stopped`. Used for calls of the chat and the gateway and for writes of runs alike.
 */
export async function askApproval(
  studio: Studio,
  ask: ToolRef & {
    readonly prototypeId: string;
    readonly subject: ApprovalRequest['subject'];
    readonly args: JsonObject;
    readonly effect: EffectClass;
    readonly signal: AbortSignal;
  },
): Promise<Approval | 'stopped'> {
  const { prototypeId, subject, server, tool, args, effect, signal } = ask;
  const request: ApprovalRequest = {
    id: studio.ids('approval'),
    subject,
    server,
    tool,
    args,
    argsHash: approvalHash(ask),
    effect,
    askedAt: studio.clock.now(),
  };
  await studio.store.approvals.ask(prototypeId, request);
  // Waiting begins before anyone can see the request, so that no answer is lost.
  const waiting = studio.calls.wait(request.id, signal);
  studio.events.publish(prototypeId, { type: 'approval-asked', approval: request });
  const answer = await waiting;
  if (answer === 'stopped') {
    const reason = 'Stopped before it was answered.';
    await studio.store.approvals.settle(prototypeId, request.id, { state: 'lapsed', reason });
    studio.events.publish(prototypeId, { type: 'approval-settled', id: request.id, approved: false, reason });
  }
  return answer;
}
