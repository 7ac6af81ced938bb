import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import {
  deployAgent,
  eventually,
  passLease,
  removeAgents,
  runCommand,
  type ServingAgent,
  wishesWorkflow,
} from './test/deployed-agent.ts';

const SECRET = 'not-a-real-secret';
const WISHES = ['one', 'two', 'three'];
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto', WEBHOOK_SECRET: SECRET, RUN_TOKEN: 'token' };
const webhook = wishesWorkflow({ looksFirst: true, trigger: { on: 'webhook', path: 'wishes' } });

afterAll(removeAgents);

function deliver({ url }: ServingAgent, id: string): Promise<Response> {
  const body = '{}';
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'x-hub-signature-256': `sha256=${signature}`, 'x-github-delivery': id };
  return fetch(`${url}/webhooks/wishes`, { method: 'POST', headers, body });
}

describe('an agent on the command line that is killed after a write and before its answer', () => {
  test('makes every change once where it can look for it', async () => {
    const agent = await deployAgent(wishesWorkflow({ looksFirst: true }));
    for (const deadly of ['one', 'two']) {
      agent.mood({ deadly });
      expect((await agent.command('apply', '--yes')).code).toBe('killed');
      passLease(agent.folder);
    }
    agent.mood({});
    expect((await agent.command('apply', '--yes')).stdout).toContain('2 already there, 1 done');
    expect(agent.issues()).toEqual(WISHES);
  });

  test('stops and asks where nothing shows what became of it, and goes on once that is settled', async () => {
    const agent = await deployAgent(wishesWorkflow());
    agent.mood({ deadly: 'two' });
    await agent.command('apply', '--yes');
    agent.mood({});
    // The claim of the dead run still holds for a moment; then it is known that nobody knows.
    expect((await agent.command('apply', '--yes')).stdout).toContain('can be repeated in half a minute');
    passLease(agent.folder);
    const asks = await agent.command('apply', '--yes');
    expect(asks.code).toBe(3);
    expect(asks.stdout).toContain('Nothing shows whether it was carried out');
    expect(agent.issues()).toEqual(['one', 'two']);

    const [key] =
      /create_issue:[0-9a-f]{32}(?=[^\n]*answer was lost)/.exec((await agent.command('effects')).stdout) ?? [];
    expect((await agent.command('effects', 'mark', key ?? '', 'done')).code).toBe(0);
    expect((await agent.command('apply', '--yes')).code).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
  });
});

describe('an agent that serves', () => {
  test('has a delivery that it answered, also when it is killed right after', async () => {
    const agent = await deployAgent(webhook);
    agent.mood({ slowMs: 1500 });
    const first = await agent.serve(LIVE);
    const id = randomUUID();
    expect((await deliver(first, id)).status).toBe(202);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    agent.mood({});
    passLease(agent.folder);

    const second = await agent.serve(LIVE);
    await eventually(async () => agent.issues().length >= WISHES.length, second.log);
    expect(await (await deliver(second, id)).json()).toMatchObject({ taken: 'before' });
    expect(await second.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
  });

  test('told to stop in the middle of a write, finishes the pass', async () => {
    const agent = await deployAgent(webhook);
    agent.mood({ slowMs: 700 });
    const serving = await agent.serve(LIVE);
    await deliver(serving, randomUUID());
    await eventually(async () => agent.issues().length === 1, serving.log);
    const end = serving.end('SIGTERM');
    // It still answers while it finishes, and says that nobody should send more.
    await eventually(async () => {
      const ready = await fetch(`${serving.url}/readyz`);
      return ready.status === 503 && (await ready.text()).includes('The agent is stopping.');
    }, serving.log);
    expect(await end).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
    expect((await agent.command('effects')).stdout.match(/ done /g)).toHaveLength(3);
  });

  test('with no time to finish, waits for the write under way, begins no other, and the next start goes on', async () => {
    const agent = await deployAgent(webhook);
    agent.mood({ slowMs: 1200 });
    const first = await agent.serve({ ...LIVE, STOP_GRACE_SECONDS: '0' });
    await deliver(first, randomUUID());
    await eventually(async () => agent.issues().length === 1, first.log);
    expect(await first.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(['one']);
    expect((await agent.command('effects')).stdout).toMatch(/ done .*one/);

    agent.mood({});
    const second = await agent.serve(LIVE);
    await eventually(async () => agent.issues().length >= WISHES.length, second.log);
    expect(await second.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
  });

  test('says in one line that its port is taken or a setting is wrong, and ends', async () => {
    const agent = await deployAgent(webhook);
    const serving = await agent.serve(LIVE);
    const env = { ...agent.env, ...LIVE, PORT: new URL(serving.url).port };
    expect(await runCommand(agent.folder, env, ['serve'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^listen EADDRINUSE: .*\n$/),
    });
    expect(await runCommand(agent.folder, { ...env, DRY_RUN: 'no' }, ['serve'])).toMatchObject({
      code: 1,
      stderr: 'DRY_RUN must be true or false, not "no".\n',
    });
    await serving.end('SIGTERM');
  });
});
