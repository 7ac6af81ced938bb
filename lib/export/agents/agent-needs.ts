import { bundleRecording } from '../bundle-recording.ts';
import { bundleSettings } from '../bundle-settings.ts';
import type { ExportFacts } from '../export-facts.ts';
import type { AgentNeeds } from './agent-package.ts';

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
      'RUN_TOKEN',
      ...(trigger.on === 'webhook' ? ['WEBHOOK_SECRET'] : []),
      ...(state === 'postgres' ? ['DATABASE_URL'] : []),
      ...variables.filter(({ secret }) => secret).map((variable) => variable.name),
    ],
    hasPrograms: Object.values(mcp.mcpServers).some((entry) => 'command' in entry),
    recordedIsDone: bundleRecording(workflow, job).recordings.some(({ done }) => done.length > 0),
  };
}
