import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { memoryLedger } from '../../lib/core/effects/memory-ledger.ts';
import { runWorkflow } from '../../lib/core/execution/run-workflow.ts';
import type { Workflow } from '../../lib/core/workflow/workflow.ts';
import { wishesWorkflow } from '../../lib/export/test/deployed-agent.ts';
import { machineClock } from '../../lib/export/typescript/runtime/machine-clock.ts';
import { untraced } from '../../lib/export/typescript/runtime/observe/tracing.ts';
import { createLiveCaller } from '../../lib/export/typescript/runtime/servers/live-caller.ts';
import { startRealPostgres } from '../../lib/storage/test/real-postgres.ts';
import { startCountingTracker } from '../kills/counting-tracker.ts';
import { root } from '../root.ts';
import { eventually } from './eventually.ts';
import { exportSample } from './export-sample.ts';
import { runProgram } from './run-program.ts';
import { operateTemporalAgent, removeTemporalAgents, temporalAgent } from './temporal-agent.ts';
import { startTemporal } from './temporal-server.ts';

const temporal = await startTemporal(join(tmpdir(), 'tracewright-engines'));
const postgres = await startRealPostgres();
const missing = 'missing' in temporal ? temporal.missing : typeof postgres === 'string' ? postgres : null;
if (missing !== null) console.warn(`SKIPPED: no agent was run on Temporal: ${missing}.`);

const tracker = await startCountingTracker(() => 150);
const folder = mkdtempSync(join(tmpdir(), 'tracewright-temporal-'));
afterAll(async () => {
  removeTemporalAgents();
  if (!('missing' in temporal)) temporal.stop();
  if (typeof postgres !== 'string') await postgres.stop();
  await tracker.close();
  rmSync(folder, { recursive: true, force: true });
});

const WISHES = ['one', 'two', 'three', 'four', 'five', 'six'];
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto' };

/** A world of its own, and the agent in it with a database of its own. */
async function scene(name: string, workflow: Workflow = wishesWorkflow({ looksFirst: true })) {
  const world = { wishes: WISHES, issues: [], onFirstCall: () => {}, storedAt: 0, underWay: 0 };
  tracker.worlds.set(name, world);
  const agent = await temporalAgent(
    { ...workflow, name },
    { tracker: tracker.urlOf(name), trigger: workflow.trigger, env: environmentOf(name) },
  );
  const effects = async () => {
    const { stdout } = await agent.command('effects', '--json');
    const lines: readonly { readonly key: string; readonly state: string; readonly attempts: number }[] =
      JSON.parse(stdout);
    return lines;
  };
  return { world, agent, effects };
}

function environmentOf(name: string): NodeJS.ProcessEnv {
  if ('missing' in temporal || typeof postgres === 'string') throw new Error('There is no server.');
  return {
    NODE_ENV: 'test',
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    TEMPORAL_ADDRESS: temporal.address,
    DATABASE_URL: postgres.createDatabase(name),
  };
}

function cli(...args: readonly string[]): string {
  if ('missing' in temporal) throw new Error(temporal.missing);
  return temporal.cli(...args);
}

const idOf = ({ stderr }: { readonly stderr: string }) => /^Run (\S+) is started/m.exec(stderr)?.[1] ?? '';
const statusOf = (id: string) => /Status\s+(\w+)/.exec(cli('workflow', 'describe', '--workflow-id', id))?.[1];

describe.skipIf(missing !== null)('an agent on Temporal', () => {
  test('type-checks and runs with its locked packages alone: plans unless it may do more, then makes every change once', async () => {
    const { tickets } = await exportSample({
      folder,
      target: 'temporal',
      trigger: { on: 'manual' },
      state: 'postgres',
    });
    runProgram('npm', ['ci', '--ignore-scripts'], { cwd: folder });
    runProgram(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], { cwd: folder });
    const server = (alias: string) => join(root, 'examples/servers', alias, 'server.ts');
    const agent = operateTemporalAgent(folder, {
      ...environmentOf('sample'),
      ...{ CODE_HOST_PATH: server('code-host'), CODE_HOST_STATE: join(folder, 'code-host') },
      ...{ TRACKER_PATH: server('tracker'), TRACKER_STATE: join(folder, 'tracker') },
    });

    const planning = await agent.worker();
    const plan = await agent.start();
    expect(plan.code, plan.stdout + planning.log()).toBe(0);
    expect(plan.stdout.match(/ {2}planned$/gm)).toHaveLength(tickets);
    expect(await planning.end('SIGTERM')).toBe(0);

    const applying = await agent.worker(LIVE);
    expect((await agent.start('start', '--plan')).stdout.match(/ {2}planned$/gm)).toHaveLength(tickets);
    expect((await agent.start()).stdout.match(/ {2}done$/gm)).toHaveLength(tickets);
    expect((await agent.start()).stdout.match(/ {2}already there$/gm)).toHaveLength(tickets);
    expect(await applying.end('SIGTERM')).toBe(0);
  });

  test('does what the studio does: the same changes under the same names, and a plan sends nothing', async () => {
    const { world, agent, effects } = await scene('parity');
    const studio = { wishes: WISHES, issues: [], onFirstCall: () => {}, storedAt: 0, underWay: 0 };
    tracker.worlds.set('studio', studio);
    const url = tracker.urlOf('studio');
    const caller = createLiveCaller({
      name: 'studio',
      settings: () => new Map([['tracker', { kind: 'http', url, headers: {} }]]),
      tracing: untraced,
      onLog: () => {},
    });
    const { effects: inStudio } = await runWorkflow({
      ...{ workflow: { ...wishesWorkflow({ looksFirst: true }), name: 'parity' }, mode: 'apply', inputs: {} },
      ...{ now: '2026-11-30T00:00:00Z', timeZone: 'UTC', caller, clock: machineClock },
      ledger: memoryLedger(() => '2026-11-30T00:00:00Z'),
      approver: { approve: async () => ({ approved: true }) },
    });
    await caller.close();

    const worker = await agent.worker(LIVE);
    expect((await agent.start('start', '--plan')).stdout).toContain('plan: 6 changes. Nothing was sent');
    expect(world.issues).toEqual([]);
    expect((await agent.start()).code).toBe(0);
    expect(world.issues).toEqual(studio.issues);
    const named = (each: { readonly key: string; readonly state: string }) => [each.key, each.state];
    expect((await effects()).map(named)).toEqual(inStudio.map(named));
    await worker.end('SIGTERM');
  });

  test('whose worker is killed twice in the middle of a write is finished by others: nothing is lost, nothing is there twice', async () => {
    const { world, agent, effects } = await scene('killed');
    let worker = await agent.worker(LIVE);
    const run = agent.start();
    for (const stored of [2, 4]) {
      // Stored, and not yet answered.
      await eventually(async () => world.issues.length === stored);
      expect(await worker.end('SIGKILL')).toBe('SIGKILL');
      expect(world.issues).toHaveLength(stored);
      worker = await agent.worker(LIVE);
    }
    const end = await run;
    expect(end.code, end.stdout + worker.log()).toBe(0);
    expect(world.issues).toEqual(WISHES);
    expect((await effects()).map(({ state }) => state)).toEqual(WISHES.map(() => 'confirmed'));
    expect(end.stdout.match(/ {2}already there$/gm)).toHaveLength(2);
    await worker.end('SIGTERM');
  });

  test('that cannot see what became of a change waits for a person, and goes on when that is said', async () => {
    const { world, agent, effects } = await scene('blind', wishesWorkflow());
    const first = await agent.worker(LIVE);
    const run = agent.start();
    await eventually(async () => world.issues.length === 2);
    await first.end('SIGKILL');
    const second = await agent.worker(LIVE);
    const end = await run;
    expect(end.code, end.stdout + second.log()).toBe(3);
    expect(end.stdout).toContain('Nothing shows whether it was carried out');
    expect(world.issues).toEqual(['one', 'two']);

    const [unknown] = (await effects()).filter(({ state }) => state === 'unknown');
    await agent.command('effects', 'mark', unknown?.key ?? '', 'done');
    cli('workflow', 'signal', '--name', 'wake', '--workflow-id', idOf(end));
    await eventually(async () => statusOf(idOf(end)) === 'COMPLETED');
    expect(world.issues).toEqual(WISHES);
    await second.end('SIGTERM');
  });

  test('asks for approval of all changes at once, waits without a worker, and makes them when somebody has agreed', async () => {
    const { world, agent } = await scene('asking');
    const asking = await agent.worker({ DRY_RUN: 'false' });
    const end = await agent.start();
    expect([end.code, end.stdout]).toEqual([3, expect.stringContaining('It waits for approval: npm run approve')]);
    await asking.end('SIGTERM');
    expect((await agent.command('approve')).stdout.trim().split('\n')).toHaveLength(WISHES.length);
    await agent.command('approve', 'all');
    cli('workflow', 'signal', '--name', 'wake', '--workflow-id', idOf(end));

    const worker = await agent.worker({ DRY_RUN: 'false' });
    await eventually(async () => statusOf(idOf(end)) === 'COMPLETED');
    expect(world.issues).toEqual(WISHES);
    await worker.end('SIGTERM');
  });

  test('that is cancelled ends after the change that is under way, and knows what it has done', async () => {
    const { world, agent, effects } = await scene('cancelled');
    const worker = await agent.worker(LIVE);
    const run = agent.start();
    await eventually(async () => world.underWay > 0);
    const id = /"workflowId":\s*"(cancelled-[^"]+)"/.exec(cli('workflow', 'list', '-o', 'json'))?.[1] ?? '';
    cli('workflow', 'cancel', '--workflow-id', id);
    expect((await run).code).toBe(1);
    expect(statusOf(id)).toBe('CANCELED');
    const made = world.issues.length;
    expect(made).toBeLessThan(WISHES.length);
    expect((await effects()).map(({ state }) => state)).toEqual(world.issues.map(() => 'confirmed'));
    expect((await agent.start()).code).toBe(0);
    expect(world.issues).toEqual(WISHES);
    await worker.end('SIGTERM');
  });

  test('has one Schedule, however often it is created, whose runs do what a run by hand does', async () => {
    const trigger = { on: 'schedule', cron: '0 7 1 * 7', timeZone: 'Europe/Berlin' } as const;
    const { world, agent } = await scene('scheduled', wishesWorkflow({ trigger }));
    const worker = await agent.worker(LIVE);
    for (const _ of [1, 2]) {
      const { code, stdout } = await agent.start('schedule');
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^Schedule scheduled runs next at .*T0[56]:00:00\.000Z\.$/m),
      ]);
    }
    expect(cli('schedule', 'list').match(/^\s*scheduled\b/gm)).toHaveLength(1);
    cli('schedule', 'trigger', '--schedule-id', 'scheduled');
    await eventually(async () => world.issues.length === WISHES.length);
    await worker.end('SIGTERM');
    expect(world.issues).toEqual(WISHES);
  });

  test('says in a line what is missing, and what is no command', async () => {
    const { agent } = await scene('wrong');
    const refused = await agent.start('schedule');
    expect([refused.code, refused.stderr]).toEqual([1, 'This agent has no schedule: it is started by hand.\n']);
    expect(await agent.start('begin')).toMatchObject({ code: 2, stderr: expect.stringContaining('start [--plan]') });
    expect((await agent.start('start', '--input', 'no=1')).stderr).toBe('There is no input "no". None is declared.\n');
  });
});
