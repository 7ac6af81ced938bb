import type { Trigger } from '#core/workflow/workflow.ts';
import type { AgentNeeds } from '../agents/agent-package.ts';

/** What the manifests are made from. */
export type KubernetesFacts = AgentNeeds;

/**
 * Whether the cluster starts passes by itself. Not where somebody starts them, and not where a delivery brings what the
 * pass is about: a pass without it would be about what was recorded.
 */
export function runsByItself(trigger: Trigger): boolean {
  if (trigger.on === 'webhook') return Object.keys(trigger.inputs ?? {}).length === 0;
  return trigger.on === 'schedule';
}

/** Every object is called so: one agent, one namespace. */
export const AGENT = 'mcp-agent';
export const CONFIG = 'mcp-agent-config';
export const SECRETS = 'mcp-agent-secrets';
export const IMAGE = 'mcp-agent';
export const HTTP_PORT = 8080;

/** Where secrets are mounted as files; `SECRETS_DIR` tells the agent. */
export const SECRETS_FOLDER = '/var/run/secrets/mcp-agent';

export function labels(component: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': AGENT,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'kustomize',
  };
}

export function selector(component: string): Record<string, string> {
  return { 'app.kubernetes.io/name': AGENT, 'app.kubernetes.io/component': component };
}
