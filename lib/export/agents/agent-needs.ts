import { bundleRecording } from '../bundle-recording.ts';
import { bundleSettings } from '../bundle-settings.ts';
import type { ExportFacts } from '../export-facts.ts';
import { queueSecrets } from '../queue-settings.ts';
import type { AgentNeeds, AgentSecret } from './agent-package.ts';

const WEBHOOK_SECRET: AgentSecret = {
  name: 'WEBHOOK_SECRET',
  purpose: 'Signs deliveries; the sender has the same',
  neededBy: 'serve',
};
const DATABASE_URL: AgentSecret = {
  name: 'DATABASE_URL',
  purpose: 'The Postgres server that remembers changes',
  neededBy: 'pass',
};

/** What the workflow's agent needs in any language. */
export function agentNeeds(facts: ExportFacts): AgentNeeds {
  const { name, workflow, job, servers, trigger, state } = facts;
  const { mcp, variables } = bundleSettings(workflow, servers);
  return {
    name,
    trigger,
    state,
    variables,
    secrets: [
      { name: 'RUN_TOKEN', purpose: 'Whoever has it may start a pass', neededBy: 'serve' },
      ...(trigger.on === 'webhook' ? [WEBHOOK_SECRET] : []),
      ...(trigger.on === 'queue' && facts.host === 'process' ? queueSecrets(trigger.kind) : []),
      ...(state === 'postgres' ? [DATABASE_URL] : []),
      ...variables
        .filter(({ secret }) => secret)
        .map((variable) => ({ name: variable.name, purpose: variable.purpose, neededBy: 'pass' as const })),
    ],
    hasPrograms: Object.values(mcp.mcpServers).some((entry) => 'command' in entry),
    recordedIsDone: bundleRecording(workflow, job).recordings.some(({ done }) => done.length > 0),
  };
}
