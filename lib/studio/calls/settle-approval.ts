import type { Approval } from '#core/effects/ledger.ts';
import type { ApprovalRecord } from '#lib/storage/approvals.ts';
import type { Studio } from '../studio.ts';

/** The user's answer. `scope: 'tool'` also allows the tool in this prototype from now on. */
export interface ApprovalAnswer {
  readonly approve: boolean;
  readonly scope?: 'once' | 'tool';
  /** Why not; the model is told. */
  readonly reason?: string;
}

/**
 * Settles an open approval, once: a second answer changes nothing. `null` where there is no such approval or it was
 * settled before. The call or run that waits goes on from here.
 */
export async function settleApproval(
  studio: Studio,
  settle: { readonly prototypeId: string; readonly approvalId: string; readonly answer: ApprovalAnswer },
): Promise<ApprovalRecord | null> {
  const { prototypeId, approvalId, answer } = settle;
  const reason = answer.reason?.trim() || undefined;
  const state = answer.approve ? 'approved' : 'denied';
  const settled = await studio.store.approvals.settle(prototypeId, approvalId, { state, reason });
  if (!settled) return null;
  if (answer.approve && answer.scope === 'tool') {
    await studio.store.prototypes.allowTool(prototypeId, { server: settled.server, tool: settled.tool });
    studio.events.publish(prototypeId, { type: 'prototype-changed' });
  }
  studio.events.publish(prototypeId, { type: 'approval-settled', id: approvalId, approved: answer.approve, reason });
  const approval: Approval = answer.approve
    ? { approved: true }
    : { approved: false, reason: reason ?? 'No reason given.' };
  studio.calls.settle(approvalId, approval);
  return settled;
}
