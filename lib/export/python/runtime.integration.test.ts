import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual, promisify } from 'node:util';
import { Cron } from 'croner';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type RealPostgres, startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { eventually, ROOT, removeAgents, runCommand, type ServingAgent } from '../test/deployed-agent.ts';
import { AGENT_PACKAGES, pythonEnvironment, REDIS_PACKAGES } from './test/python-environment.ts';
import { deployWishes, type Wishes } from './test/wishes-agent.ts';

// Each start of an agent loads the SDK anew, a second at best.
vi.setConfig({ testTimeout: 120_000 });

const FOLDER = import.meta.dirname;
const WISHES = ['one', 'two', 'three'];
const SECRET = 'not-a-real-secret';
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto', WEBHOOK_SECRET: SECRET, RUN_TOKEN: 'token' };

const environment = await pythonEnvironment();
const python = typeof environment === 'string' ? '' : environment.python;
if (typeof environment === 'string')
  console.warn(`SKIPPED: the runtime of Python agents was not tested: ${environment}.`);

afterAll(removeAgents);

const SLOTS = 6;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
/** Before clocks go forward and back, before a leap day, and just so. */
const STARTS = ['2026-03-07T12:00:00Z', '2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z', '2026-11-29T10:07:03Z'];
const CRONS = [
  ...['0 9 * * 1', '*/15 * * * *', '30 2 * * *', '0 3 * * *', '0 8,17 * * MON-FRI', '0 22 * * 1-5', '30 1 * * *'],
  ...['0 0 1 * *', '0 0 L * *', '0 12 * * 5L', '0 12 * * MON#2', '0 0 13 * 5', '0 0 29 2 *', '0 0 1,15 * 3'],
  ...['5 0 * 8 *', '1-10/3 * * * *', '0 9 * JAN-MAR MON', '0 9 * * 7', '0 0 * * 0,6', '59 23 31 12 *', '0 9 ? * MON'],
  ...['*/20 * * * * *', '0 0 9 * * 1', '@hourly', '@daily', '@weekly', '@monthly', '@yearly'],
];

const deploy = (wishes: Wishes = {}) => deployWishes(python, wishes);

function deliver({ url }: ServingAgent, id: string): Promise<Response> {
  const body = '{}';
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'x-hub-signature-256': `sha256=${signature}`, 'x-github-delivery': id };
  return fetch(`${url}/webhooks/wishes`, { method: 'POST', headers, body });
}

async function passes(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/agent_passes_total\{[^}]*status="succeeded"[^}]*\} (\d+)/.exec(metrics)?.[1] ?? 0);
}

describe.skipIf(typeof environment === 'string')('the runtime of Python agents', () => {
  test('keeps its promises one by one', async () => {
    const tests = promisify(execFile)(python, ['-B', '-m', 'unittest', 'discover', '-s', 'test/promises'], {
      cwd: FOLDER,
      env: { ...process.env, PYTHONPATH: FOLDER, PYTHONWARNINGS: 'error' },
    });
    const said = await tests.then(
      ({ stderr }) => stderr,
      (error: { readonly stdout: string; readonly stderr: string }) => `${error.stdout}${error.stderr}`,
    );
    expect(said).toMatch(/^Ran \d{2,} tests in [\d.]+s\n\nOK$/m);
  });

  test('keeps the slots of a schedule that the agent in TypeScript keeps, also over changes of the clocks', async () => {
    const schedules = ZONES.flatMap((zone) => STARTS.flatMap((from) => CRONS.map((cron) => ({ cron, zone, from }))));
    const expected = schedules.map(({ cron, zone, from }) =>
      new Cron(cron, { timezone: zone, paused: true })
        .nextRuns(SLOTS, new Date(from))
        .map((slot) => slot.toISOString()),
    );
    const { stdout } = await promisify(execFile)(
      python,
      ['-B', join(FOLDER, 'test/next_slots.py'), JSON.stringify({ schedules, slots: SLOTS })],
      { env: { ...process.env, PYTHONPATH: FOLDER } },
    );
    const found = JSON.parse(stdout) as readonly (readonly string[])[];
    const differences = schedules.flatMap((schedule, at) =>
      isDeepStrictEqual(found[at], expected[at]) ? [] : [{ ...schedule, python: found[at], typescript: expected[at] }],
    );
    expect(differences).toEqual([]);
  });

  test('is typed throughout, as strictly as pyright can', async () => {
    // The types of all that any trigger stands on.
    const everything = await pythonEnvironment(AGENT_PACKAGES, REDIS_PACKAGES);
    if (typeof everything === 'string') throw new Error(everything);
    const pyright = join(ROOT, 'node_modules/pyright/index.js');
    const checked = promisify(execFile)(process.execPath, [pyright, '-p', FOLDER, '--pythonpath', everything.python]);
    const said = await checked.then(
      ({ stdout }) => stdout,
      (error: { readonly stdout: string }) => error.stdout,
    );
    expect(said.trim()).toBe('0 errors, 0 warnings, 0 informations');
  });
});

describe.skipIf(typeof environment === 'string')('a Python agent on the command line', () => {
  test('plans by itself, makes each change once, and says so the second time', async () => {
    const agent = deploy();
    const planned = await agent.command();
    expect(planned.stdout).toContain('plan: 3 planned. Nothing was sent; "python main.py apply" makes them.');
    expect(agent.issues()).toEqual([]);
    expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 done.');
    expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 already there.');
    expect(JSON.parse((await agent.command('plan', '--json')).stdout)).toMatchObject({
      status: 'succeeded',
      effects: WISHES.map((title) => ({ server: 'tracker', args: { title }, state: 'confirmed', how: 'found' })),
    });
    expect(agent.issues()).toEqual(WISHES);
  });

  test('says what is wrong in one line, with the exit code for it', async () => {
    const agent = deploy();
    expect(await agent.command('plane')).toMatchObject({ code: 2, stdout: '' });
    expect(await agent.command('effects', 'mark', 'x')).toMatchObject({
      code: 1,
      stderr: 'Usage: effects mark <key> done|failed. "done": it is there. "failed": it is not, try again.\n',
    });
    expect(await agent.command('plan', '--input', 'who=me')).toMatchObject({ code: 1 });
    const unreachable = await agent.commandWith({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'plan');
    expect(unreachable.code).toBe(1);
    expect(unreachable.stderr).toMatch(/^The Postgres server of DATABASE_URL cannot be used: .*refused.*\n$/);
  });

  test('tries a busy server again after the pause that it asked for', async () => {
    const agent = deploy();
    agent.mood({ busy: 2 });
    const { code, stderr } = await agent.command('apply', '--yes');
    expect(code).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
    expect([...stderr.matchAll(/"pauseMs":(\d+)/g)].map(([, pause]) => Number(pause))).toEqual([1000, 1000]);
  });

  test('lets changes wait until somebody agrees, and stops at what was denied', async () => {
    const agent = deploy();
    expect((await agent.command('apply')).code).toBe(3);
    const waiting = (await agent.command('approve')).stdout.trim().split('\n');
    expect(waiting).toHaveLength(3);
    const idOf = (wish: string) => waiting.find((line) => line.includes(wish))?.split(' ')[0] ?? '';
    await agent.command('approve', idOf('one'));
    await agent.command('deny', idOf('two'));
    const stopped = await agent.command('apply');
    expect(stopped.stdout).toContain('It was denied.');
    expect(agent.issues()).toEqual(['one']);
    await agent.command('approve', idOf('two'));
    await agent.command('approve', 'all');
    expect((await agent.command('apply')).code).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
  });
});

describe.skipIf(typeof environment === 'string')('a Python agent killed after a write, before its answer', () => {
  test('makes every change once where it can look for it', async () => {
    const agent = deploy({ looksFirst: true });
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
    const agent = deploy();
    agent.mood({ deadly: 'two' });
    expect((await agent.command('apply', '--yes')).code).toBe('killed');
    agent.mood({});
    expect((await agent.command('apply', '--yes')).stdout).toContain('can be repeated in half a minute');
    passLease(agent.folder);
    const asks = await agent.command('apply', '--yes');
    expect(asks.code).toBe(3);
    expect(asks.stdout).toContain('Nothing shows whether it was carried out');
    expect(agent.issues()).toEqual(['one', 'two']);
    const listed = (await agent.command('effects')).stdout;
    const [key = ''] = /create_issue:[0-9a-f]{32}(?=[^\n]*answer was lost)/.exec(listed) ?? [];
    expect((await agent.command('effects', 'mark', key, 'done')).code).toBe(0);
    expect((await agent.command('apply', '--yes')).code).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
  });
});

describe.skipIf(typeof environment === 'string')('a Python agent that serves', () => {
  test('has a delivery that it answered, also when it is killed right after', async () => {
    const agent = deploy({ trigger: 'webhook', looksFirst: true });
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
    expect((await fetch(`${second.url}/webhooks/wishes`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect(await second.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
    for (const line of second.log().trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({
        level: expect.any(String),
        time: expect.any(String),
        msg: expect.any(String),
      });
    }
  });

  test('told to stop in the middle of a write, finishes the pass', async () => {
    const agent = deploy({ trigger: 'webhook', looksFirst: true });
    agent.mood({ slowMs: 700 });
    const serving = await agent.serve(LIVE);
    await deliver(serving, randomUUID());
    await eventually(async () => agent.issues().length === 1, serving.log);
    const end = serving.end('SIGTERM');
    await eventually(async () => {
      const ready = await fetch(`${serving.url}/readyz`);
      return ready.status === 503 && (await ready.text()).includes('The agent is stopping.');
    }, serving.log);
    expect(await end).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
    expect((await agent.command('effects')).stdout.match(/ done /g)).toHaveLength(3);
  });

  test('with no time to finish, waits for the write under way, begins no other, and the next start goes on', async () => {
    const agent = deploy({ trigger: 'webhook', looksFirst: true });
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

  test('keeps its schedule, and is woken from outside once for each name', async () => {
    const agent = deploy({ trigger: 'schedule' });
    const serving = await agent.serve(LIVE);
    await eventually(async () => (await passes(serving.url)) >= 3, serving.log);
    const wake = (id: string) =>
      agent.commandWith({ AGENT_URL: serving.url, RUN_TOKEN: 'token', TRIGGER_ID: id }, 'trigger');
    expect((await wake('job-1')).stdout).toContain('"taken":"now"');
    expect((await wake('job-1')).stdout).toContain('"taken":"before"');
    expect(await serving.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
  });

  test('says in one line that its port is taken or a setting is wrong, and ends', async () => {
    const agent = deploy({ trigger: 'webhook' });
    const serving = await agent.serve(LIVE);
    const env = { ...agent.env, ...LIVE, PORT: new URL(serving.url).port };
    const start = (more: NodeJS.ProcessEnv) => runCommand(agent.folder, more, ['serve'], [python, 'main.py']);
    expect(await start(env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Cannot listen on 127\.0\.0\.1:\d+: Address already in use\.\n$/),
    });
    expect(await start({ ...env, DRY_RUN: 'no' })).toMatchObject({
      code: 1,
      stderr: 'DRY_RUN must be true or false, not "no".\n',
    });
    await serving.end('SIGTERM');
  });
});

const postgres = await startRealPostgres();
if (typeof postgres === 'string') console.warn(`SKIPPED: the Python agent over a real Postgres server: ${postgres}.`);

describe.skipIf(typeof environment === 'string' || typeof postgres === 'string')('a Python agent on Postgres', () => {
  const server = postgres as RealPostgres;
  afterAll(() => server.stop());

  test('may run several times at once, from the first moment on', async () => {
    const agent = deploy({ env: { DATABASE_URL: server.createDatabase('python_agent_1') } });
    const ends = await Promise.all(Array.from({ length: 3 }, () => agent.command('apply', '--yes')));
    // Whoever comes second to a change says so and makes none.
    for (const { code, stdout, stderr } of ends) {
      if (code !== 0) expect(`${stdout}${stderr}`).toContain('Another run is making this change now');
    }
    expect((await agent.command('apply', '--yes')).code).toBe(0);
    expect([...agent.issues()].sort()).toEqual([...WISHES].sort());
    expect(existsSync(join(agent.folder, 'data'))).toBe(false);
  });

  test('serves with two replicas that run each slot of the schedule once', async () => {
    const agent = deploy({ trigger: 'schedule', env: { DATABASE_URL: server.createDatabase('python_agent_2') } });
    const [one, two] = await Promise.all([agent.serve(LIVE), agent.serve(LIVE)]);
    const log = () => `${one.log()}${two.log()}`;
    await eventually(async () => (await passes(one.url)) + (await passes(two.url)) >= 4, log);
    expect(await Promise.all([one.end('SIGTERM'), two.end('SIGTERM')])).toEqual([0, 0]);
    const ended = log().match(/"delivery":"schedule:[^"]+"/g) ?? [];
    expect(new Set(ended).size).toBe(ended.length);
    expect(agent.issues()).toEqual(WISHES);
  });
});

/** As if a minute had passed: what a dead process held is free. */
function passLease(folder: string): void {
  const database = new DatabaseSync(join(folder, 'data/agent.db'));
  database.exec('UPDATE agent_effects SET lease_until = 0; UPDATE agent_deliveries SET due = 0');
  database.close();
}
