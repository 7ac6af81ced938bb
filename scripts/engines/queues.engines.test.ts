import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { removeAgents } from '../../lib/export/test/deployed-agent.ts';
import { countingQueueCases, queueCases } from '../../lib/export/test/queue-cases.ts';
import type { QueueServer } from '../../lib/export/test/test-queue.ts';
import { startMoto } from './moto.ts';
import { startSqsQueues } from './sqs-queues.ts';

const engines = join(tmpdir(), 'tracewright-engines');
const moto = await startMoto(engines, 'at-once');
if ('missing' in moto) console.warn(`SKIPPED: no agent was woken by SQS: ${moto.missing}.`);
afterAll(() => removeAgents());

describe.skipIf('missing' in moto)('SQS', () => {
  let queues: QueueServer;
  beforeAll(async () => {
    if ('missing' in moto) return;
    for (const [name, value] of Object.entries(moto.env)) vi.stubEnv(name, value);
    queues = await startSqsQueues(moto);
  });
  afterAll(() => queues?.close());

  const agents = { server: () => queues, python: undefined };
  queueCases('an agent in TypeScript that the messages of SQS wake', agents);
  countingQueueCases('an agent in TypeScript that the messages of SQS wake', agents);
});
