import type { KubernetesFacts } from './facts.ts';

/** `kubernetes/README.md`: how it is deployed and why it is as it is. Our words only. */
export function printDeployGuide({ trigger, state, variables }: KubernetesFacts): string {
  const secrets = variables.filter(({ secret }) => secret);
  const settings = variables.filter(({ secret }) => !secret);
  return `# On Kubernetes

Kubernetes 1.30 or later.

\`\`\`sh
docker build -t registry.example.com/mcp-agent:1.0.0 . && docker push registry.example.com/mcp-agent:1.0.0
cp kubernetes/secret.example.yaml secret.yaml      # fill it in; keep it out of version control
kubectl apply -f kubernetes/overlays/production/namespace.yaml
kubectl apply -n mcp-agent -f secret.yaml
kubectl apply -k kubernetes/overlays/production
kubectl -n mcp-agent port-forward deployment/mcp-agent 8080 &
curl http://127.0.0.1:8080/readyz
\`\`\`

The image's name stands in \`overlays/*/kustomization.yaml\`. Begin with \`overlays/development\`: it plans only
(\`DRY_RUN=true\`). In production changes wait for approval (\`APPROVALS=ask\`):
\`kubectl -n mcp-agent exec deployment/mcp-agent -- node main.ts approve\`.

## What there is

- \`base/\`: Deployment, Service, CronJob, NetworkPolicies, PodDisruptionBudget, ServiceAccount${state === 'sqlite' ? ', PersistentVolumeClaim' : ''}
- \`components/\`: ${componentWords(trigger.on === 'webhook', state === 'postgres')}
- \`overlays/\`: development and production, each in a namespace that enforces the restricted Pod Security profile

## State

${state === 'sqlite' ? SQLITE : POSTGRES}

## When it runs

${trigger.on === 'schedule' ? 'The CronJob starts a pass at the times of the schedule' : 'The CronJob starts a pass once a day, so that what a missed delivery left undone is done'} by calling the running agent. It holds \`RUN_TOKEN\` from the same Secret.${trigger.on === 'webhook' ? ' Only `/webhooks/` is reachable from outside. Label the namespace of your gateway or ingress controller: `kubectl label namespace <it> mcp-agent/access=http`.' : ''}

## Settings and secrets

Secrets are mounted as files and never stand in the environment. ${secrets.length > 0 ? `Besides its own, the agent needs ${secrets.map(({ name }) => `\`${name}\``).join(', ')}.` : 'The servers of this agent need none.'}
${settings.length > 0 ? `Set in \`base/kustomization.yaml\`: ${settings.map(({ name }) => `\`${name}\``).join(', ')}.` : ''}

The NetworkPolicy lets the agent reach DNS and port 443 of public addresses${state === 'postgres' ? ', and port 5432' : ''}. Servers inside the cluster need a rule of their own.
`;
}

function componentWords(webhook: boolean, postgres: boolean): string {
  const words = [
    ...(webhook ? ['`gateway` (HTTPRoute; production takes it)', '`ingress` (where there is no Gateway API)'] : []),
    ...(postgres ? ['`scale-out` (HorizontalPodAutoscaler)'] : []),
  ];
  return words.length === 0 ? 'none for this trigger and state' : words.join(', ');
}

const SQLITE = `A SQLite file on a volume that one pod mounts, so there is one replica and it is replaced, not rolled. There is no
autoscaler: a second replica would have a second ledger, and every change would be made twice. To scale out, export
again with Postgres.`;

const POSTGRES = `Postgres, by \`DATABASE_URL\` in the Secret. Replicas share the ledger: each change is claimed by one of them.`;
