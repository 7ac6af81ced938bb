import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { removeAgents } from '../../lib/export/test/deployed-agent.ts';
import { countingQueueCases, queueCases } from '../../lib/export/test/queue-cases.ts';
import type { QueueServer } from '../../lib/export/test/test-queue.ts';
import { startMoto } from './moto.ts';
import { startPubsubQueues } from './pubsub-queues.ts';
import { startSqsQueues } from './sqs-queues.ts';

// Redis: `lib/export/queue.integration.test.ts`, with the same cases.

const engines = join(tmpdir(), 'tracewright-engines');
const setVariable = (name: string, value: string) => {
  process.env[name] = value;
};

async function startSqs(): Promise<QueueServer | { readonly missing: string }> {
  const moto = await startMoto(engines, 'at-once');
  if ('missing' in moto) return moto;
  for (const [name, value] of Object.entries(moto.env)) setVariable(name, value);
  return startSqsQueues(moto);
}

const SERVERS = [
  { title: 'SQS', server: await startSqs() },
  { title: 'Pub/Sub', server: await startPubsubQueues(engines, setVariable) },
];
afterAll(() => removeAgents());

for (const { title, server } of SERVERS) {
  if ('missing' in server) {
    console.warn(`SKIPPED: no agent was woken by ${title}: ${server.missing}.`);
    continue;
  }
  describe(title, () => {
    afterAll(() => server.close());

    const agents = { server: () => server, python: undefined };
    queueCases(`an agent in TypeScript that the messages of ${title} wake`, agents);
    countingQueueCases(`an agent in TypeScript that the messages of ${title} wake`, agents);
  });
}
