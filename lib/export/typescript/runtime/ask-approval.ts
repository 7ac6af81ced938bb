import { hashRequest } from '#core/effects/effect-key.ts';
import type { Json } from '#core/json/json.ts';
import type { AgentSetup } from './agent-setup.ts';
import { RunEnded } from './failures.ts';

/** An approval that a step asks for by itself, before going on. A plan goes on: it changes nothing. */
export async function askApproval(setup: AgentSetup, step: string, show: Json): Promise<void> {
  if (setup.mode === 'plan') return;
  const request = { server: 'approval', tool: step, args: { show } };
  const approval = await setup.approver.approve(
    { ...request, key: `approve:${step}`, step, path: [], argsHash: hashRequest(request), effect: 'write' },
    { signal: setup.signal },
  );
  setup.tracing.event('approval', { 'mcp_agent.step': step, 'mcp_agent.approved': approval.approved });
  if (!approval.approved) throw new RunEnded('stopped', `Step "${step}" was not approved: ${approval.reason}`);
}
