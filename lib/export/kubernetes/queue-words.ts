import type { QueueKind, StateChoice } from '#core/deploy/target.ts';

/** For the guide: how messages wake the agent in a cluster, and how many replicas there are. */
export function whenMessagesCome(kind: QueueKind, state: StateChoice): string {
  return `At each message of the queue at \`QUEUE_URL\`. The CronJob is suspended: a pass without a message would be about what was recorded. ${NETWORK[kind]}

${state === 'sqlite' ? ONE_REPLICA : severalReplicas(kind)}`;
}

const NETWORK: Readonly<Record<QueueKind, string>> = {
  redis: 'The NetworkPolicy lets the agent reach port 6379.',
  sqs: 'The NetworkPolicy lets the agent reach the agent of EKS Pod Identity (169.254.170.23), which gives it the rights of its role.',
  pubsub:
    'The NetworkPolicy lets the agent reach the metadata server of GKE, which gives it the rights of its account (Workload Identity).',
};

const ONE_REPLICA = `There is no component \`queue\`: replicas would each have a ledger of their own in SQLite, and could make the same change
twice. Messages wait in the queue until the one replica comes to them. To scale by their number, export again with Postgres.`;

function severalReplicas(kind: QueueKind): string {
  return `With KEDA (2.17 or later) in the cluster, the component \`queue\` keeps one replica for each ten messages, five at most: \`minReplicaCount\`
and \`maxReplicaCount\` of its \`scaled-object.yaml\`. One stays where there are none, for what was approved since; with
\`APPROVALS=auto\` that may be \`0\`. A replica that goes gives back what it had not begun. Without KEDA, take \`queue\` out of
\`overlays/production/kustomization.yaml\`. Put the real address into \`scaled-object.yaml\`. ${KEDA_READS[kind]}`;
}

const KEDA_READS: Readonly<Record<QueueKind, string>> = {
  redis:
    'KEDA reads `QUEUE_USERNAME` and `QUEUE_PASSWORD` of the Secret, which are empty where Redis asks for none. It counts what nobody has taken, which Redis 7 tells.',
  sqs: 'KEDA reads the keys of the Secret. Where it has a role instead, `podIdentity: { provider: aws }` takes the place of `secretTargetRef` in `trigger-authentication.yaml`.',
  pubsub:
    'KEDA asks Cloud Monitoring (`roles/monitoring.viewer`) with the key of the Secret. Where it has an account of its own instead, `podIdentity: { provider: gcp }` takes the place of `secretTargetRef` in `trigger-authentication.yaml`.',
};
