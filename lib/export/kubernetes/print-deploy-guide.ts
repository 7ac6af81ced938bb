import type { AgentPackage } from '../agents/agent-package.ts';
import { openPaths, pathWords } from '../open-paths.ts';
import { startsByItself } from '../starts-by-itself.ts';
import type { KubernetesFacts } from './facts.ts';
import { whenMessagesCome } from './queue-words.ts';

/** `kubernetes/README.md`: how it is deployed and why it is as it is. Our words only. */
export function printDeployGuide(facts: AgentPackage): string {
  const { state, variables, recordedIsDone, program } = facts;
  const agent = program.image.join(' ');
  const secrets = variables.filter(({ secret }) => secret);
  return `# On Kubernetes

Kubernetes 1.30 or later.

${preparations(facts)}

\`\`\`sh
docker build -t registry.example.com/mcp-agent:1.0.0 . && docker push registry.example.com/mcp-agent:1.0.0
cp kubernetes/secret.example.yaml secret.yaml      # fill it in; keep it out of version control
kubectl apply -f kubernetes/overlays/development/namespace.yaml
kubectl apply -n mcp-agent-development -f secret.yaml
kubectl apply -k kubernetes/overlays/development
kubectl -n mcp-agent-development port-forward deployment/mcp-agent 8080 &
curl http://127.0.0.1:8080/readyz                  # says which server is not connected, if one is not
kubectl -n mcp-agent-development exec deployment/mcp-agent -- ${agent} plan
\`\`\`

The development overlay only plans (\`DRY_RUN=true\`). For production do the same with \`overlays/production\` and the
namespace \`mcp-agent\`. There changes are made, once they are approved (\`APPROVALS=ask\`):
\`kubectl -n mcp-agent exec deployment/mcp-agent -- ${agent} approve\` lists them, \`approve all\` agrees. With
\`APPROVALS=auto\` nobody is asked.

## What there is

- \`base/\`: Deployment, Service, CronJob, NetworkPolicies, PodDisruptionBudget, ServiceAccount${state === 'sqlite' ? ', PersistentVolumeClaim' : ''}
${componentWords(facts)}- \`overlays/\`: development and production, each in a namespace that enforces the restricted Pod Security profile

## State

${state === 'sqlite' ? SQLITE : POSTGRES}${recordedIsDone ? `\n\n${RECORDED}` : ''}

## When it runs

${whenItRuns(facts)}

## Secrets and the network

Secrets are mounted as files and never stand in the environment. ${secrets.length > 0 ? `Besides its own, the agent needs ${secrets.map(({ name }) => `\`${name}\``).join(', ')}.` : 'The servers of this agent need none.'}

The NetworkPolicy lets the agent reach DNS and port 443 of public addresses${state === 'postgres' ? ', and port 5432' : ''}. Servers inside the cluster need a rule of their own, and
so does a collector of OpenTelemetry there (port 4318), whose address is \`OTEL_EXPORTER_OTLP_ENDPOINT\` in
\`base/kustomization.yaml\`.
`;
}

/** What has to be edited before the first command. */
function preparations({ variables, hasPrograms }: KubernetesFacts): string {
  const settings = variables.filter(({ secret }) => !secret).map(({ name }) => `\`${name}\``);
  return [
    "Put your registry's name into `overlays/*/kustomization.yaml` (`newName`) and into the first command.",
    ...(hasPrograms
      ? [
          'A server of `mcp.json` runs as a program beside the agent: put it into the image (`Dockerfile` says where). The file system is read-only but for `/tmp` and `/app/data`.',
        ]
      : []),
    ...(settings.length > 0 ? [`Set ${settings.join(', ')} in \`base/kustomization.yaml\`.`] : []),
    'Fill `RUN_TOKEN` of the Secret with something that nobody guesses: `openssl rand -hex 32`.',
  ]
    .map((step, index) => `${index + 1}. ${step}`)
    .join('\n');
}

function whenItRuns({ trigger, state }: KubernetesFacts): string {
  const by = 'by calling the running agent. It holds `RUN_TOKEN` from the same Secret.';
  const start = '`kubectl -n mcp-agent create job --from=cronjob/mcp-agent run-1`';
  const open = openPaths(trigger);
  const reach = `Only ${pathWords(open)} ${open.length > 1 ? 'are' : 'is'} reachable from outside. Label the namespace of your gateway or ingress controller: \`kubectl label namespace <it> mcp-agent/access=http\`.`;
  switch (trigger.on) {
    case 'schedule':
      return `The CronJob starts a pass at the times of the schedule, ${by}`;
    case 'manual':
      return `When somebody starts it: ${start}. The CronJob is suspended, so nothing starts by itself; it starts a pass ${by}`;
    case 'keep':
      return `The agent passes by itself for as long as it runs; of several replicas one leads. \`/status\` says how it stands. The CronJob is suspended.`;
    case 'webhook':
      return startsByItself(trigger)
        ? `At each delivery. The CronJob also starts a pass once a day, so that what a missed delivery left undone is done, ${by} ${reach}`
        : `At each delivery. The CronJob is suspended: a pass without a delivery would be about what was recorded. ${reach}`;
    case 'queue':
      return whenMessagesCome(trigger.kind, state);
    case 'endpoint':
      return `When somebody who has \`RUN_TOKEN\` calls it; \`README.md\` says how. The CronJob is suspended. ${reach}`;
  }
}

function componentWords({ trigger, state }: KubernetesFacts): string {
  const scaler =
    trigger.on === 'queue'
      ? '`queue` (KEDA; production takes it)'
      : '`scale-out` (HorizontalPodAutoscaler; production takes it)';
  const words = [
    ...(openPaths(trigger).length > 0
      ? ['`gateway` (HTTPRoute; production takes it)', '`ingress` (where there is no Gateway API)']
      : []),
    ...(state === 'postgres' ? [scaler] : []),
  ];
  return words.length === 0 ? '' : `- \`components/\`: ${words.join(', ')}\n`;
}

const SQLITE = `A SQLite file on a volume that one pod mounts, so there is one replica and it is replaced, not rolled. There is no
autoscaler: a second replica would have a second ledger, and every change would be made twice. To scale out, export
again with Postgres.`;

const RECORDED = `What was done while recording counts as done. A cluster that works on other servers than those that were recorded
sets \`RECORDED_EFFECTS=ignore\` in its overlay.`;

const POSTGRES = `Postgres, by \`DATABASE_URL\` in the Secret. Replicas share the ledger: each change is claimed by one of them.`;
