import type { Approver } from '#core/effects/ledger.ts';
import type { OpenAgent } from '../command/open-agent.ts';
import type { PassResult } from '../command/run-pass.ts';
import type { Delivery } from './delivery-queue.ts';

/** A pass for a delivery; null where the agent was stopped on the way, so that the next one goes on with it. */
export async function runDelivery(
  agent: OpenAgent,
  { id, inputs, trace }: Delivery,
  { mode, signal }: { readonly mode: 'plan' | 'apply'; readonly signal: AbortSignal },
): Promise<PassResult | null> {
  const result = await agent.pass({
    mode,
    inputs,
    approver: approverOf(agent),
    signal,
    origin: { delivery: id, trace },
  });
  if (result.status !== 'stopped') return result;
  if (signal.aborted) return null;
  await agent.propose({ inputs, signal });
  return result;
}

/** Whoever decides where nobody is at a terminal: `APPROVALS=auto` agrees, else `approve` does. */
export function approverOf(agent: Pick<OpenAgent, 'approvals' | 'environment'>): Approver {
  const agrees = agent.environment.get('APPROVALS') === 'auto';
  return { approve: (effect) => (agrees ? Promise.resolve({ approved: true }) : agent.approvals.decision(effect)) };
}
