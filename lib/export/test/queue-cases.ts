import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { type CallStep, type Trigger, WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { type DeployedAgent, deployAgent, eventually, passLease } from './deployed-agent.ts';
import { fn, input, item } from './expression-builders.ts';
import type { QueueServer, TestQueue } from './test-queue.ts';

const FIND: CallStep['find'] = {
  call: { server: 'tracker', tool: 'find_issues', args: { title: input('title') } },
  as: 'found',
  match: fn('first', item('found')),
};

/** The name of the agent's group. */
export const QUEUE_AGENT = 'orders';

/** Raises an issue for the order that a message names. */
export function raiseOrders({ kind, name }: Pick<TestQueue, 'kind' | 'name'>): Workflow {
  const trigger: Trigger = { on: 'queue', kind, name, inputs: { title: ['order', 'title'] } };
  return {
    version: WORKFLOW_VERSION,
    name: 'Orders',
    trigger,
    inputs: [{ name: 'title', schema: { type: 'string', minLength: 1 } }],
    body: [
      {
        ...{ do: 'call', id: 'createIssue', server: 'tracker', tool: 'create_issue', effect: 'write' },
        args: { title: input('title') },
        find: FIND,
      },
    ],
  };
}

export const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto' };
export const order = (title: string, more: object = {}) => JSON.stringify({ order: { title }, ...more });

/** Rows of the deliveries in a SQLite file. */
export function deliveriesOf(folder: string): readonly Readonly<Record<string, unknown>>[] {
  const database = new DatabaseSync(join(folder, 'data/agent.db'));
  const rows = database.prepare('SELECT id, state, attempts, inputs FROM agent_deliveries').all();
  database.close();
  return rows;
}

const undone = (agent: DeployedAgent) => deliveriesOf(agent.folder).filter(({ state }) => state !== 'done').length;

/** What holds of every queue, whichever language the agent is written in. */
export function queueCases(
  named: string,
  { server, python }: { readonly server: () => QueueServer; readonly python: string | undefined },
): void {
  async function deploy(handedOut?: number) {
    const queue = await server().newQueue(handedOut);
    const agent = await deployAgent(raiseOrders(queue), {}, {}, python);
    const live = { ...LIVE, ...queue.env, QUEUE_CLAIM_SECONDS: '1' };
    return { queue, agent, serve: (more: Readonly<Record<string, string>> = {}) => agent.serve({ ...live, ...more }) };
  }

  describe(named, () => {
    test('does each once, whoever sent it twice, and leaves nothing behind', async () => {
      const { queue, agent, serve } = await deploy();
      await queue.send(order('before it was there'));
      const serving = await serve();
      await queue.send(order('one'), 'order-1');
      await queue.send(order('one again'), 'order-1');
      await queue.send(order('two'));
      await eventually(async () => agent.issues().length >= 3, serving.log);
      await eventually(async () => (await queue.waiting()) === 0, serving.log);
      expect(await serving.end('SIGTERM')).toBe(0);
      expect(agent.issues().toSorted()).toEqual(['before it was there', 'one', 'two']);
      expect(await queue.dead()).toEqual([]);
    });

    test('knows of a message what fills its inputs, and nothing else', async () => {
      const { queue, agent, serve } = await deploy();
      await queue.send(order('named', { customer: 'somebody', order_lines: [1, 2] }), 'k1');
      const serving = await serve();
      await eventually(async () => agent.issues().length === 1, serving.log);
      await serving.end('SIGTERM');
      expect(deliveriesOf(agent.folder)).toMatchObject([{ id: `queue:${queue.name}:k1`, inputs: '{"title":"named"}' }]);
      expect(serving.log()).not.toContain('somebody');
    });

    test('puts aside what can never be read, and goes on', async () => {
      const { queue, agent, serve } = await deploy(1);
      await queue.send('{"order":');
      await queue.send(order(''));
      await queue.send(order('good'));
      const serving = await serve();
      await eventually(async () => agent.issues().length === 1, serving.log);
      await eventually(async () => (await queue.waiting()) === 0, serving.log);
      await serving.end('SIGTERM');
      expect((await queue.dead()).toSorted()).toEqual(['{"order":', order('')]);
    });

    test('takes over what a process had taken that died before it was stored', async () => {
      const { queue, agent, serve } = await deploy();
      await queue.send(order('orphan'));
      expect(await queue.takeAndDie()).toEqual([order('orphan')]);
      const serving = await serve();
      await eventually(async () => agent.issues().length === 1, serving.log);
      await eventually(async () => (await queue.waiting()) === 0, serving.log);
      await serving.end('SIGTERM');
      expect(agent.issues()).toEqual(['orphan']);
    });

    test('keeps a message from others for as long as its run lasts, many leases long', async () => {
      const { queue, agent, serve } = await deploy();
      agent.mood({ slowMs: 6_000 });
      const serving = await serve();
      await queue.send(order('slow'), 's1');
      await eventually(async () => agent.issues().length === 1, serving.log);
      const looking = Date.now() + 3_500;
      while (Date.now() < looking) {
        expect(await queue.takeAndDie(), serving.log()).toEqual([]);
        expect(await queue.waiting()).toBe(1);
        await new Promise((done) => setTimeout(done, 500));
      }
      await eventually(async () => (await queue.waiting()) === 0, serving.log);
      await serving.end('SIGTERM');
      expect(agent.issues()).toEqual(['slow']);
      expect(deliveriesOf(agent.folder)).toMatchObject([{ state: 'done', attempts: 1 }]);
    });

    test('takes no more than may wait; the queue keeps the rest', async () => {
      const { queue, agent, serve } = await deploy();
      agent.mood({ slowMs: 1_500 });
      for (const title of ['a', 'b', 'c', 'd']) await queue.send(order(title));
      const serving = await serve({ QUEUE_LIMIT: '1' });
      for (let looks = 0; looks < 10; looks += 1) {
        expect(undone(agent), serving.log()).toBeLessThanOrEqual(1);
        expect((await queue.waiting()) + agent.issues().length).toBeGreaterThanOrEqual(4);
        await new Promise((done) => setTimeout(done, 200));
      }
      agent.mood({});
      await eventually(async () => agent.issues().length === 4, serving.log);
      await serving.end('SIGTERM');
      expect(agent.issues().toSorted()).toEqual(['a', 'b', 'c', 'd']);
    });

    test('says in one line that no queue is named, or that its address is none', async () => {
      const { agent } = await deploy();
      expect(await agent.command('serve')).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^QUEUE_URL is not set; it names .* whose messages wake this agent\.\n$/),
      });
      expect(await agent.commandWith({ QUEUE_URL: 'p4ssword' }, 'serve')).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^QUEUE_URL does not name .*: it is to be like .*\.\n$/),
      });
    });

    test('killed again and again while messages come, loses none and does none twice', async () => {
      const { queue, agent, serve } = await deploy();
      const titles = Array.from({ length: 12 }, (_, index) => `order ${index}`);
      for (const title of titles.slice(0, 6)) await queue.send(order(title));
      const first = await serve();
      await eventually(async () => agent.issues().length >= 1, first.log);
      await first.end('SIGKILL');
      for (const title of titles.slice(6)) await queue.send(order(title));
      passLease(agent.folder);
      const second = await serve();
      await eventually(async () => agent.issues().length >= 4, second.log);
      await second.end('SIGKILL');
      passLease(agent.folder);
      const last = await serve();
      await eventually(async () => (await queue.waiting()) === 0 && undone(agent) === 0, last.log);
      await last.end('SIGTERM');
      expect(agent.issues().toSorted()).toEqual(titles.toSorted());
    });
  });
}

/** What holds of a queue that counts itself how often a message was handed out. */
export function countingQueueCases(
  named: string,
  { server, python }: { readonly server: () => QueueServer; readonly python: string | undefined },
): void {
  test(`${named} tries again what failed, and leaves to the queue what failed too often`, async () => {
    const queue = await server().newQueue(2);
    const agent = await deployAgent(raiseOrders(queue), {}, {}, python);
    agent.mood({ busy: 1 });
    const serving = await agent.serve({ ...LIVE, ...queue.env });
    await queue.send(order('second time'));
    await eventually(async () => agent.issues().length === 1, serving.log);
    await eventually(async () => (await queue.waiting()) === 0, serving.log);
    agent.mood({ busy: 1_000 });
    await queue.send(order('never'), 'n1');
    await new Promise((done) => setTimeout(done, 20_000));
    await eventually(async () => (await queue.dead()).length === 1, serving.log);
    expect(await queue.dead()).toEqual([order('never')]);
    // Somebody who has mended the cause sends it again, under its own id.
    agent.mood({});
    await queue.send(order('never'), 'n1');
    await eventually(async () => agent.issues().length === 2, serving.log);
    await serving.end('SIGTERM');
    expect(agent.issues()).toEqual(['second time', 'never']);
  });
}
