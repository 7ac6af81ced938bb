import type { QueueKind } from '#core/deploy/target.ts';
import type { AgentSecret } from './agents/agent-package.ts';

/** What an agent is told of the queue whose messages wake it, where it fetches them itself. The address may hold a password. */
const SETTINGS: Readonly<Record<QueueKind, readonly Omit<AgentSecret, 'neededBy'>[]>> = {
  redis: [{ name: 'QUEUE_URL', purpose: 'The Redis server whose messages wake it: redis://user:password@host:6379' }],
  sqs: [
    {
      name: 'QUEUE_URL',
      purpose: 'The queue whose messages wake it: https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
    },
    {
      name: 'AWS_ACCESS_KEY_ID',
      purpose: 'A key that may receive from that queue; empty where the machine has a role',
    },
    { name: 'AWS_SECRET_ACCESS_KEY', purpose: 'Belongs to it; empty where the machine has a role' },
  ],
  pubsub: [
    {
      name: 'QUEUE_URL',
      purpose: 'The subscription whose messages wake it: projects/my-project/subscriptions/orders',
    },
    {
      name: 'GOOGLE_CREDENTIALS',
      purpose: 'JSON key of a service account that may subscribe; empty where the machine has one of its own',
    },
  ],
};

export function queueSecrets(kind: QueueKind): readonly AgentSecret[] {
  return SETTINGS[kind].map((setting) => ({ ...setting, neededBy: 'serve' }));
}
