import type { Approver } from '#core/effects/ledger.ts';
import { askApproval } from '../calls/ask-approval.ts';
import type { Studio } from '../studio.ts';

/**
 * Asks the user for each write of a run, bound to its exact arguments, unless the user allowed the tool in this
 * prototype. The prototype is looked at anew for each write: allowing a tool holds at once.
 */
export function approveEffects(
  studio: Studio,
  run: { readonly prototypeId: string; readonly runId: string; readonly signal: AbortSignal },
): Approver {
  const { prototypeId, runId } = run;
  return {
    async approve({ server, tool, args, effect }, { signal = run.signal }) {
      const prototype = await studio.store.prototypes.find(prototypeId);
      const allowed = prototype?.allowed.some((ref) => ref.server === server && ref.tool === tool);
      if (allowed) return { approved: true };
      const subject = { kind: 'run', id: runId } as const;
      const answer = await askApproval(studio, { prototypeId, subject, server, tool, args, effect, signal });
      return answer === 'stopped' ? { approved: false, reason: 'The run was stopped.' } : answer;
    },
  };
}
