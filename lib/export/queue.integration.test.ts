import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isInstalled } from '../../scripts/test/ensure-tools.ts';
import { AGENT_PACKAGES, pythonEnvironment, REDIS_PACKAGES } from './python/test/python-environment.ts';
import { deployAgent, eventually, removeAgents, type ServingAgent } from './test/deployed-agent.ts';
import { LIVE, order, QUEUE_AGENT, queueCases, raiseOrders } from './test/queue-cases.ts';
import { startRedisQueues } from './test/redis-queue-server.ts';

vi.setConfig({ testTimeout: 120_000 });

// SQS and Pub/Sub: `scripts/engines/queues.engines.test.ts`, with the same cases.

const environment = await pythonEnvironment(AGENT_PACKAGES, REDIS_PACKAGES);
if (typeof environment === 'string') console.warn(`SKIPPED: Python agents that a queue wakes: ${environment}.`);
const LANGUAGES = [
  { language: 'TypeScript', python: undefined },
  ...(typeof environment === 'string' ? [] : [{ language: 'Python', python: environment.python }]),
];

const installed = isInstalled('redis-server');
if (!installed) console.warn('SKIPPED: agents that a queue wakes: redis-server is not installed.');

let queues: Awaited<ReturnType<typeof startRedisQueues>>;
beforeAll(async () => {
  if (installed) queues = await startRedisQueues(QUEUE_AGENT);
});
afterAll(async () => {
  await queues?.close();
  removeAgents();
});

/** Fields of what was put aside. */
const dead = async (name: string) => {
  const entries = (await queues.redis.command('XRANGE', `${name}:dead`, '-', '+')) as [string, string[]][];
  return entries.map(([, words]) =>
    Object.fromEntries(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1]]] : []))),
  );
};

async function lag({ url }: ServingAgent): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^agent_queue_lag\{[^}]*queue="orders[^}]*\} (\d+)/m.exec(text)?.[1]);
}

describe.skipIf(!installed).each(LANGUAGES)('in $language', ({ language, python }) => {
  // Those in Python acknowledge a message when it is stored, until they hold it as the others do.
  if (python === undefined)
    queueCases(`an agent in ${language} that the messages of a Redis stream wake`, { server: () => queues, python });

  test('a stopped agent leaves no consumer in the group, and its metric has counted what waited', async () => {
    const queue = await queues.newQueue();
    const agent = await deployAgent(raiseOrders(queue), {}, {}, python);
    agent.mood({ slowMs: 1_500 });
    for (const title of ['a', 'b', 'c']) await queue.send(order(title));
    const serving = await agent.serve({ ...LIVE, ...queue.env, QUEUE_LIMIT: '1' });
    await eventually(async () => (await lag(serving)) >= 2, serving.log);
    agent.mood({});
    await eventually(async () => (await lag(serving)) === 0, serving.log);
    await serving.end('SIGTERM');
    expect(await queues.redis.command('XINFO', 'CONSUMERS', queue.name, QUEUE_AGENT)).toEqual([]);
  });

  test('the trace that a message belongs to is kept with its delivery', async () => {
    const queue = await queues.newQueue();
    const agent = await deployAgent(raiseOrders(queue), {}, {}, python);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await queues.redis.command('XADD', queue.name, '*', 'body', order('traced'), 'traceparent', traceparent);
    await queue.send(order('not traced'));
    const serving = await agent.serve({ ...LIVE, ...queue.env });
    await eventually(async () => agent.issues().length === 2, serving.log);
    await serving.end('SIGTERM');
    const database = new DatabaseSync(join(agent.folder, 'data/agent.db'));
    const kept = database.prepare('SELECT context FROM agent_traces').all();
    database.close();
    expect(kept.map(({ context }) => JSON.parse(String(context)))).toEqual([{ traceparent }]);
  });

  test('dead letters say why, and so does what was tried six times and failed', async () => {
    const queue = await queues.newQueue();
    const agent = await deployAgent(raiseOrders(queue), {}, {}, python);
    agent.mood({ busy: 1000 });
    await queue.send('{"order":');
    await queue.send(order(''));
    // Makes the tables; the delivery has five failures behind it.
    await agent.command('effects');
    const database = new DatabaseSync(join(agent.folder, 'data/agent.db'));
    database.exec(`INSERT INTO agent_deliveries (id, inputs, state, attempts, due, received_at)
                   VALUES ('queue:${queue.name}:o-7', '{"title":"never"}', 'received', 5, 0, '2026-01-01T00:00:00Z')`);
    database.close();
    await queue.send(order('never'), 'o-7');
    const serving = await agent.serve({ ...LIVE, ...queue.env });
    await eventually(async () => (await dead(queue.name)).length === 3, serving.log);
    expect(await dead(queue.name)).toMatchObject([
      { body: '{"order":', dead_reason: 'Its field "body" is not a JSON object.' },
      { body: order(''), dead_reason: expect.stringContaining('"title" does not fit') },
      { dead_delivery: `queue:${queue.name}:o-7`, dead_reason: expect.stringContaining('429') },
    ]);
    await serving.end('SIGTERM');
  });
});
