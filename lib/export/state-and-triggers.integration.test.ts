import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealPostgres, startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { type DeployedAgent, deployAgent, eventually, removeAgents, wishesWorkflow } from './test/deployed-agent.ts';

const WISHES = ['one', 'two', 'three'];
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto', RUN_TOKEN: 'token' };
const everySecond = wishesWorkflow({ trigger: { on: 'schedule', cron: '* * * * * *', timeZone: 'UTC' } });

afterAll(removeAgents);

const passes = async (url: string): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/agent_passes_total\{[^}]*status="succeeded"[^}]*\} (\d+)/.exec(metrics)?.[1] ?? 0);
};

describe('an agent with a SQLite file', () => {
  test('keeps its schedule, and every slot after the first finds everything done', async () => {
    const agent = await deployAgent(everySecond);
    const serving = await agent.serve(LIVE);
    await eventually(async () => (await passes(serving.url)) >= 3, serving.log);
    expect(await serving.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
    // Structured: one JSON object a line, each with its level, its time and its words.
    for (const line of serving.log().trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({
        level: expect.any(String),
        time: expect.any(String),
        msg: expect.any(String),
      });
    }
  });

  test('leaves the schedule to a cluster that keeps it, and is woken from outside once for each name', async () => {
    const agent = await deployAgent(everySecond);
    const serving = await agent.serve({ ...LIVE, SCHEDULE: 'external' });
    const wake = (id: string) =>
      agent.commandWith({ AGENT_URL: serving.url, RUN_TOKEN: 'token', TRIGGER_ID: id }, 'trigger');
    expect((await wake('job-1')).stdout).toContain('"taken":"now"');
    expect((await wake('job-1')).stdout).toContain('"taken":"before"');
    await eventually(async () => (await passes(serving.url)) === 1, serving.log);
    expect(await serving.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
  });

  test('tries a busy server again, with pauses, and makes each change once', async () => {
    const agent = await deployAgent(wishesWorkflow());
    agent.mood({ busy: 2 });
    const began = performance.now();
    const { code, stderr } = await agent.command('apply', '--yes');
    expect(code).toBe(0);
    expect(agent.issues()).toEqual(WISHES);
    const pauses = [...stderr.matchAll(/"pauseMs":(\d+)/g)].map(([, pause]) => Number(pause));
    // The server asked for a second each time, and got it.
    expect(pauses).toEqual([1000, 1000]);
    expect(performance.now() - began).toBeGreaterThan(2000);
  });

  test('waits for approval while it serves, goes on when somebody agrees, and stops at what was denied', async () => {
    const agent = await deployAgent(wishesWorkflow());
    const serving = await agent.serve({ ...LIVE, APPROVALS: 'ask' });
    await fetch(`${serving.url}/run`, { method: 'POST', headers: { authorization: 'Bearer token' } });
    const waiting = async () => (await agent.command('approve')).stdout.trim().split('\n');
    await eventually(async () => (await waiting()).length === 3, serving.log);
    expect(agent.issues()).toEqual([]);
    const idOf = async (wish: string) => (await waiting()).find((line) => line.includes(wish))?.split(' ')[0] ?? '';
    await agent.command('approve', await idOf('one'));
    await agent.command('deny', await idOf('two'));
    await eventually(async () => agent.issues().length === 1, serving.log);
    await agent.command('approve', await idOf('three'));
    await eventually(async () => serving.log().includes('It was denied.'), serving.log);
    expect(agent.issues()).toEqual(['one']);
    await agent.command('approve', await idOf('two'));
    await eventually(async () => agent.issues().length === 3, serving.log);
    expect(await serving.end('SIGTERM')).toBe(0);
  });
});

const postgres = await startRealPostgres();

describe.skipIf(typeof postgres === 'string')('an agent with a Postgres server', () => {
  const server = postgres as RealPostgres;
  let count = 0;
  const withDatabase = (workflow = wishesWorkflow()): Promise<DeployedAgent> => {
    count += 1;
    return deployAgent(workflow, { DATABASE_URL: server.createDatabase(`agent_${count}`) });
  };
  beforeAll(() => {
    if (typeof postgres === 'string') console.warn(`SKIPPED: the agent over a real Postgres server: ${postgres}.`);
  });
  afterAll(() => server.stop());

  test('remembers there and nowhere else', async () => {
    const agent = await withDatabase();
    expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 done.');
    expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 already there.');
    expect((await agent.command('plan')).stdout).toContain('plan: 3 already there.');
    expect(agent.issues()).toEqual(WISHES);
    expect(existsSync(join(agent.folder, 'data'))).toBe(false);
  });

  test('may run several times at once, from the first moment on', async () => {
    const agent = await withDatabase();
    const ends = await Promise.all(Array.from({ length: 4 }, () => agent.command('apply', '--yes')));
    // Whoever comes second to a change says so and makes none.
    for (const { code, stdout, stderr } of ends) {
      if (code !== 0) expect(`${stdout}${stderr}`).toContain('Another run is making this change now');
    }
    expect((await agent.command('apply', '--yes')).code).toBe(0);
    expect([...agent.issues()].sort()).toEqual([...WISHES].sort());
  });

  test('serves with two replicas that run each slot of the schedule once', async () => {
    const agent = await withDatabase(everySecond);
    const [one, two] = await Promise.all([agent.serve(LIVE), agent.serve(LIVE)]);
    const done = async () => (await passes(one.url)) + (await passes(two.url));
    await eventually(
      async () => (await done()) >= 4,
      () => `${one.log()}${two.log()}`,
    );
    expect(await Promise.all([one.end('SIGTERM'), two.end('SIGTERM')])).toEqual([0, 0]);
    const ended = `${one.log()}${two.log()}`.match(/"delivery":"schedule:[^"]+"/g) ?? [];
    expect(new Set(ended).size).toBe(ended.length);
    expect(agent.issues()).toEqual(WISHES);
  });

  test('says in one line that it cannot be reached', async () => {
    const agent = await deployAgent(wishesWorkflow(), { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    const { code, stderr } = await agent.command('plan');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The Postgres server of DATABASE_URL cannot be used: .*ECONNREFUSED.*\n$/);
  });
});
