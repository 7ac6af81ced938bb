import type { AgentNeeds } from '../agents/agent-package.ts';

/** What the manifests are made from. */
export type KubernetesFacts = AgentNeeds;

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
