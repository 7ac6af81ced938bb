import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CallStep, type Trigger, WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { isInstalled } from '../../scripts/test/ensure-tools.ts';
import { AGENT_PACKAGES, pythonEnvironment, REDIS_PACKAGES } from './python/test/python-environment.ts';
import { deployAgent, eventually, passLease, removeAgents, type ServingAgent } from './test/deployed-agent.ts';
import { fn, input, item } from './test/expression-builders.ts';
import { startRedis, type TestRedis } from './test/redis-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const environment = await pythonEnvironment(AGENT_PACKAGES, REDIS_PACKAGES);
if (typeof environment === 'string') console.warn(`SKIPPED: Python agents that a queue wakes: ${environment}.`);
const LANGUAGES = [
  { language: 'TypeScript', python: undefined },
  ...(typeof environment === 'string' ? [] : [{ language: 'Python', python: environment.python }]),
];
const STREAM = 'orders';
const DEAD = `${STREAM}:dead`;
const trigger: Trigger = { on: 'queue', kind: 'redis', name: STREAM, inputs: { title: ['order', 'title'] } };

const FIND: CallStep['find'] = {
  call: { server: 'tracker', tool: 'find_issues', args: { title: input('title') } },
  as: 'found',
  match: fn('first', item('found')),
};

/** Raises an issue for the order that a message names. */
const raise: Workflow = {
  version: WORKFLOW_VERSION,
  name: 'Orders',
  trigger,
  inputs: [{ name: 'title', schema: { type: 'string', minLength: 1 } }],
  body: [
    {
      do: 'call',
      id: 'createIssue',
      server: 'tracker',
      tool: 'create_issue',
      effect: 'write',
      args: { title: input('title') },
      find: FIND,
    },
  ],
};

const installed = isInstalled('redis-server');
if (!installed) console.warn('SKIPPED: agents that a queue wakes: redis-server is not installed.');

let redis: TestRedis;
beforeAll(async () => {
  if (installed) redis = await startRedis();
});
beforeEach(async () => {
  await redis?.command('FLUSHALL');
});
afterAll(async () => {
  await redis?.close();
  removeAgents();
});

const live = () => ({ DRY_RUN: 'false', APPROVALS: 'auto', QUEUE_URL: redis.url, QUEUE_CLAIM_SECONDS: '0' });
const send = (title: string, ...more: readonly string[]) =>
  redis.command('XADD', STREAM, '*', 'body', JSON.stringify({ order: { title } }), ...more);
/** How many were taken and not acknowledged. */
const pending = async () => {
  const said = await redis.command('XPENDING', STREAM, 'orders');
  return Array.isArray(said) ? said[0] : said;
};
/** Fields of what was put aside. */
const dead = async () => {
  const entries = (await redis.command('XRANGE', DEAD, '-', '+')) as [string, string[]][];
  return entries.map(([, words]) =>
    Object.fromEntries(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1]]] : []))),
  );
};

/** Deliveries that have not ended. */
function undone(folder: string): number {
  const database = new DatabaseSync(join(folder, 'data/agent.db'));
  const row = database.prepare(`SELECT COUNT(*) AS count FROM agent_deliveries WHERE state <> 'done'`).get();
  database.close();
  return Number(row?.count);
}

async function lag({ url }: ServingAgent): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^agent_queue_lag\{[^}]*queue="orders"[^}]*\} (\d+)/m.exec(text)?.[1]);
}

describe.skipIf(!installed).each(LANGUAGES)(
  'an agent in $language that the messages of a Redis stream wake',
  ({ python }) => {
    const deploy = () => deployAgent(raise, {}, {}, python);

    test('does each once, whoever sent it twice, and leaves nothing behind in the group when it stops', async () => {
      const agent = await deploy();
      await send('before it was there');
      const serving = await agent.serve(live());
      await send('one', 'id', 'order-1');
      await send('one again', 'id', 'order-1');
      await send('two');
      await eventually(async () => agent.issues().length >= 3, serving.log);
      await eventually(async () => (await lag(serving)) === 0, serving.log);
      expect(await serving.end('SIGTERM')).toBe(0);
      expect(agent.issues()).toEqual(['before it was there', 'one', 'two']);
      expect(await redis.command('XINFO', 'CONSUMERS', STREAM, 'orders')).toEqual([]);
      expect(await dead()).toEqual([]);
    });

    test('puts aside what can never be read, with the reason, and goes on', async () => {
      const agent = await deploy();
      await redis.command('XADD', STREAM, '*', 'body', '{"order":');
      await send('');
      await send('good');
      const serving = await agent.serve(live());
      await eventually(async () => agent.issues().length === 1, serving.log);
      expect(await dead()).toMatchObject([
        { body: '{"order":', dead_reason: 'Its field "body" is not a JSON object.' },
        { body: '{"order":{"title":""}}', dead_reason: expect.stringContaining('"title" does not fit') },
      ]);
      await eventually(async () => (await pending()) === 0, serving.log);
      await serving.end('SIGTERM');
    });

    test('takes over what a process had taken that died before it was stored', async () => {
      const agent = await deploy();
      await send('orphan');
      await redis.command('XGROUP', 'CREATE', STREAM, 'orders', '0');
      // A consumer that read it and then was gone, as after kill -9 between receipt and commit.
      await redis.command('XREADGROUP', 'GROUP', 'orders', 'dead-process', 'STREAMS', STREAM, '>');
      expect(await pending()).toBe(1);
      const serving = await agent.serve(live());
      await eventually(async () => agent.issues().length === 1, serving.log);
      await eventually(async () => (await pending()) === 0, serving.log);
      await serving.end('SIGTERM');
      expect(agent.issues()).toEqual(['orphan']);
    });

    test('takes no more than may wait; the stream keeps the rest and the metric counts it', async () => {
      const agent = await deploy();
      agent.mood({ slowMs: 1500 });
      for (const title of ['a', 'b', 'c', 'd']) await send(title);
      const serving = await agent.serve({ ...live(), QUEUE_LIMIT: '1' });
      await eventually(async () => (await lag(serving)) >= 2, serving.log);
      agent.mood({});
      await eventually(async () => agent.issues().length === 4, serving.log);
      await serving.end('SIGTERM');
      expect(agent.issues()).toEqual(['a', 'b', 'c', 'd']);
    });

    test('says in one line that no queue is named', async () => {
      const agent = await deploy();
      expect(await agent.command('serve')).toMatchObject({
        code: 1,
        stderr: 'QUEUE_URL is not set; it names the Redis server whose messages wake this agent.\n',
      });
    });

    test('killed again and again while messages come, loses none and does none twice', async () => {
      const agent = await deploy();
      const titles = Array.from({ length: 12 }, (_, index) => `order ${index}`);
      for (const title of titles.slice(0, 6)) await send(title);
      const first = await agent.serve(live());
      await eventually(async () => agent.issues().length >= 1, first.log);
      await first.end('SIGKILL');
      for (const title of titles.slice(6)) await send(title);
      passLease(agent.folder);
      const second = await agent.serve(live());
      await eventually(async () => agent.issues().length >= 4, second.log);
      await second.end('SIGKILL');
      passLease(agent.folder);
      const last = await agent.serve(live());
      await eventually(async () => (await pending()) === 0 && undone(agent.folder) === 0, last.log);
      await last.end('SIGTERM');
      expect(agent.issues().toSorted()).toEqual(titles.toSorted());
    });

    test('puts aside with the reason what was tried six times and failed', async () => {
      const agent = await deploy();
      agent.mood({ busy: 1000 });
      // Makes the tables; the delivery has five failures behind it.
      await agent.command('effects');
      const database = new DatabaseSync(join(agent.folder, 'data/agent.db'));
      database.exec(`INSERT INTO agent_deliveries (id, inputs, state, attempts, due, received_at)
                   VALUES ('queue:orders:o-7', '{"title":"never"}', 'received', 5, 0, '2026-01-01T00:00:00Z')`);
      database.close();
      const serving = await agent.serve(live());
      await eventually(async () => (await dead()).length === 1, serving.log);
      expect(await dead()).toMatchObject([
        {
          dead_delivery: 'queue:orders:o-7',
          dead_inputs: '{"title":"never"}',
          dead_attempts: '6',
          dead_reason: expect.stringContaining('429'),
        },
      ]);
      await serving.end('SIGTERM');
    });
  },
);
