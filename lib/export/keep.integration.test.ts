import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { KeepRule } from '#core/workflow/keep.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { type RealPostgres, startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { pythonEnvironment } from './python/test/python-environment.ts';
import {
  type DeployedAgent,
  deployAgent,
  eventually,
  removeAgents,
  type ServingAgent,
  wishesWorkflow,
} from './test/deployed-agent.ts';

vi.setConfig({ testTimeout: 120_000 });

const environment = await pythonEnvironment();
if (typeof environment === 'string') console.warn(`SKIPPED: control loops of Python agents: ${environment}.`);
const LANGUAGES = [
  { language: 'TypeScript', python: undefined },
  ...(typeof environment === 'string' ? [] : [{ language: 'Python', python: environment.python }]),
];
const WISHES = ['one', 'three', 'two'];
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto' };

const title = (of: string) => ({ $: 'get', from: { $: 'ref', of: 'var', id: of }, path: ['title'] }) as const;
const rule: KeepRule = {
  step: 'createIssue',
  see: {
    by: 'search',
    call: { server: 'tracker', tool: 'list_issues', args: {} },
    as: 'found',
    items: { $: 'get', from: { $: 'ref', of: 'var', id: 'found' }, path: ['issues'] },
    key: { wanted: title('wanted'), actual: title('actual') },
  },
  fields: { title: title('actual') },
};
const kept: Workflow = {
  ...wishesWorkflow({ trigger: { on: 'keep' } }),
  keep: { everyMs: 1000, rules: [rule] },
};

afterAll(async () => {
  removeAgents();
  if (typeof postgres !== 'string') await postgres.stop();
});

const issues = (agent: DeployedAgent) => [...agent.issues()].sort();
const statusOf = async (serving: ServingAgent | undefined) => (await fetch(`${serving?.url}/status`)).json();
const breakByHand = (agent: DeployedAgent, left: readonly string[]) =>
  writeFileSync(join(agent.folder, 'issues.txt'), `${left.join('\n')}\n`);

describe.each(LANGUAGES)('an agent in $language that keeps what it makes', ({ python }) => {
  test('passes by hand: shows what differs, and heals it and nothing else where that is said', async () => {
    const agent = await deployAgent(kept, {}, {}, python);
    const plan = await agent.command('keep', '--once');
    expect(plan).toMatchObject({ code: 0, stdout: expect.stringContaining('would create') });
    expect(issues(agent)).toEqual([]);

    expect(await agent.command('keep', '--once', '--yes')).toMatchObject({ code: 0 });
    expect(issues(agent)).toEqual(WISHES);
    breakByHand(agent, ['three', 'one']);
    const healed = await agent.command('keep', '--once', '--yes', '--json');
    expect(JSON.parse(healed.stdout)).toMatchObject({ drift: 0, failing: 0 });
    expect(agent.issues()).toEqual(['three', 'one', 'two']);
    expect((await agent.command('keep', '--once', '--yes')).stdout).toContain('3 as wanted');
    expect(agent.issues()).toEqual(['three', 'one', 'two']);
  });

  test('serves the control loop, changes nothing unless told, and says how it stands', async () => {
    const agent = await deployAgent(kept, {}, {}, python);
    const planning = await agent.serve();
    await eventually(async () => planning.log().includes('"msg":"kept"'), planning.log);
    expect(await planning.end('SIGTERM')).toBe(0);
    expect(issues(agent)).toEqual([]);

    const serving = await agent.serve(LIVE);
    await eventually(async () => issues(agent).length === 3, serving.log);
    breakByHand(agent, ['one']);
    await eventually(async () => issues(agent).length === 3, serving.log);
    const status = () => statusOf(serving);
    await eventually(
      async () =>
        (await status()).conditions.some((one: { type: string; holds: boolean }) => one.type === 'Ready' && one.holds),
      serving.log,
    );
    expect(await status()).toMatchObject({ items: 3, drift: 0, failing: 0, lastSuccessAt: expect.any(String) });
    const metrics = await (await fetch(`${serving.url}/metrics`)).text();
    expect(metrics).toMatch(/^agent_drift_items(?:\{[^}]*\})? 0(?:\.0)?$/m);
    expect(metrics).toMatch(/^agent_last_success_timestamp_seconds\{[^}]*mode="keep"[^}]*\} \d/m);
    expect(await serving.end('SIGTERM')).toBe(0);
    expect(issues(agent)).toEqual(WISHES);
  });
});

const postgres = await startRealPostgres();

describe.skipIf(typeof postgres === 'string').each(LANGUAGES)(
  'two replicas in $language over one Postgres server',
  ({ language, python }) => {
    const server = postgres as RealPostgres;
    const deployed = (name: string) =>
      deployAgent(kept, { DATABASE_URL: server.createDatabase(`${name}_${language.toLowerCase()}`) }, {}, python);
    beforeAll(() => {
      if (typeof postgres === 'string') console.warn(`SKIPPED: keeping over a real Postgres server: ${postgres}.`);
    });

    test('make each item once, one of them leads, and the other follows when it ends', async () => {
      const agent = await deployed('kept');
      const replicas = await Promise.all([agent.serve(LIVE), agent.serve(LIVE)]);
      const logs = () => replicas.map((replica) => replica.log()).join('');
      await eventually(async () => issues(agent).length === 3, logs);
      await eventually(async () => logs().includes('"msg":"kept"'), logs);
      const leader = replicas.find((replica) => replica.log().includes('"msg":"kept"'));
      const other = replicas.find((replica) => replica !== leader);
      expect(other?.log()).not.toContain('"msg":"kept"');

      breakByHand(agent, ['two']);
      await eventually(async () => issues(agent).length === 3, logs);
      // Seen to hold: what is undone again before that would be waited for.
      await eventually(async () => (await statusOf(leader)).drift === 0 && (await statusOf(leader)).passes > 3, logs);
      expect(await leader?.end('SIGTERM')).toBe(0);
      breakByHand(agent, ['three']);
      await eventually(async () => issues(agent).length === 3, logs);
      // The pass under way ends before the agent does.
      expect(await other?.end('SIGTERM')).toBe(0);
      expect(other?.log()).toContain('"msg":"kept"');
      expect(issues(agent)).toEqual(WISHES);
    });

    test('that pass at the same instant, leader or not, make each item once', async () => {
      const agent = await deployed('kept_at_once');
      agent.mood({ slowMs: 300 });
      await Promise.all(Array.from({ length: 3 }, () => agent.command('keep', '--once', '--yes')));
      expect(issues(agent)).toEqual(WISHES);
      expect(await agent.command('keep', '--once', '--yes')).toMatchObject({ code: 0 });
      expect(issues(agent)).toEqual(WISHES);
    });
  },
);
