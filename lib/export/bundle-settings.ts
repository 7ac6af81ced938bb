import type { ServerConfig } from '#core/server/server-config.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { modelVariables } from './agent-variables.ts';
import { callBodies } from './bundle-recording.ts';
import { type ServerEntries, serverEntries } from './server-entries.ts';

/** `mcp.json` of a workflow's bundle, and every variable that its servers and its model need. */
export function bundleSettings(workflow: Workflow, servers: readonly ServerConfig[]): ServerEntries {
  const aliases = [...new Set(callBodies(workflow).map((body) => body.server))];
  const { mcp, variables } = serverEntries(aliases, servers);
  return { mcp, variables: [...variables, ...modelVariables(workflow)] };
}
