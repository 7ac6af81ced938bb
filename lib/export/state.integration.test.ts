import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { pythonEnvironment } from './python/test/python-environment.ts';
import { type DeployedAgent, deployAgent, passLease, removeAgents, wishesWorkflow } from './test/deployed-agent.ts';

vi.setConfig({ testTimeout: 180_000 });

const WISHES = ['one', 'two', 'three'];
const workflow = wishesWorkflow({ looksFirst: true });
const environment = await pythonEnvironment();
const postgres = await startRealPostgres();
const python = typeof environment === 'string' ? undefined : environment.python;
if (typeof environment === 'string') console.warn(`SKIPPED: the state of Python agents: ${environment}.`);
if (typeof postgres === 'string') console.warn(`SKIPPED: state moved to a real Postgres server: ${postgres}.`);

afterAll(async () => {
  removeAgents();
  if (typeof postgres !== 'string') await postgres.stop();
});

const PAIRS = [
  ...(python === undefined ? [] : [{ name: 'TypeScript to Python', from: undefined, to: python }]),
  ...(python === undefined ? [] : [{ name: 'Python to TypeScript', from: python, to: undefined }]),
  ...(python === undefined ? [{ name: 'TypeScript to TypeScript', from: undefined, to: undefined }] : []),
];

/** An agent that was killed in the middle of its second change, with a row in every table. */
async function usedAgent(of: string | undefined): Promise<DeployedAgent> {
  const agent = await deployAgent(workflow, {}, {}, of);
  expect((await agent.command('apply')).code).toBe(3);
  agent.mood({ deadly: 'two' });
  expect((await agent.command('apply', '--yes')).code).toBe('killed');
  agent.mood({});
  const database = new DatabaseSync(join(agent.folder, 'data/agent.db'));
  database.exec(`
    INSERT INTO agent_judgements VALUES ('j', 'decide', '"yes ‹😀›"', '2026-11-30T00:00:00.000Z');
    INSERT INTO agent_results VALUES ('invoke:1', '{"mode":"apply"}', '2026-11-30T00:00:00.000Z');
    INSERT INTO agent_keep VALUES ('w', '{"passes":3}', NULL, 0);
    INSERT INTO agent_deliveries (id, inputs, state, attempts, due, received_at)
      VALUES ('run:1', '{"a":1}', 'received', 2, 1796000000123, '2026-11-30T00:00:00.000Z');
  `);
  database.close();
  return agent;
}

describe.each(PAIRS)('the state of an agent, from $name', ({ from, to }) => {
  test('is a file that the other reads, and the moved agent makes nothing twice', async () => {
    const before = await usedAgent(from);
    // Its claim holds for half a minute more.
    const refused = await before.command('effects', 'export', 'state.jsonl');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('An agent is at work with this state.') });
    passLease(before.folder);
    const exported = await before.command('effects', 'export', 'state.jsonl');
    const counts = '2 changes, 3 approvals, 1 judgements, 1 deliveries, 1 results, 1 control loops';
    expect(exported).toMatchObject({ code: 0, stdout: `${counts} written to state.jsonl.\n` });
    expect((await before.command('effects', 'export', 'state.jsonl')).stderr).toContain('Choose another name.');

    const file = join(before.folder, 'state.jsonl');
    const after = await deployAgent(workflow, { TRACKER_PATH_2: before.folder }, {}, to);
    expect((await after.command('effects', 'import', file)).stdout).toBe(`${counts} read from ${file}.\n`);
    expect((await after.command('effects', 'import', file)).stdout).toContain('are there already');
    await after.command('effects', 'export', 'again.jsonl');
    expect(readFileSync(join(after.folder, 'again.jsonl'), 'utf8')).toBe(readFileSync(file, 'utf8'));

    expect((await after.command('apply', '--yes')).stdout).toContain('2 already there, 1 done');
    expect(before.issues()).toEqual(WISHES);
    expect(await after.command('effects', 'import', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not empty: it holds 3 changes'),
    });
  });

  test.skipIf(typeof postgres === 'string')('moves to Postgres and back, and goes on where it was', async () => {
    const url = typeof postgres === 'string' ? '' : postgres.createDatabase(`moved_${from === undefined ? 1 : 2}`);
    const before = await usedAgent(from);
    passLease(before.folder);
    const move = ['effects', 'move', '--from', 'sqlite:data/agent.db', '--to', '${NEW_PLACE}'];
    expect((await before.commandWith({ NEW_PLACE: url }, ...move)).stdout).toContain(' moved. Start the agent');
    expect((await before.commandWith({ NEW_PLACE: url }, ...move)).stdout).toContain(' are there already.');

    const after = await deployAgent(workflow, { TRACKER_PATH_2: before.folder, DATABASE_URL: url }, {}, to);
    expect((await after.command('apply', '--yes')).stdout).toContain('2 already there, 1 done');
    expect(before.issues()).toEqual(WISHES);

    const back = await after.command('effects', 'move', '--from', url, '--to', 'sqlite:back/agent.db');
    expect(back).toMatchObject({ code: 0, stdout: expect.stringMatching(/^3 changes, 3 approvals, .* moved\./) });
    const home = { DATABASE_URL: '', AGENT_DATA: 'back' };
    expect((await after.commandWith(home, 'apply', '--yes')).stdout).toContain('apply: 3 already there.');
    expect(before.issues()).toEqual(WISHES);
  });

  test('that is no state, or cut off, or names no database, is refused in words', async () => {
    const agent = await deployAgent(workflow, {}, {}, to);
    const file = join(agent.folder, 'state.jsonl');
    await agent.command('effects', 'export', 'state.jsonl');
    const whole = readFileSync(file, 'utf8');
    const refusal = async (text: string) => {
      writeFileSync(file, text);
      return (await agent.command('effects', 'import', 'state.jsonl')).stderr;
    };
    expect(await refusal(whole.replace('{"end":0}\n', ''))).toContain('line 1 is not its end; the file was cut off.');
    expect(await refusal('{}\n')).toContain('is no state of an agent: line 1 does not say so.');
    const odd = whole.replace('{"end":0}', '{"table":"agent_keep","row":{"workflow":1}}\n{"end":1}');
    expect(await refusal(odd)).toContain('line 2 has not the columns of its table.');
    const move = async (...words: readonly string[]) => (await agent.command('effects', 'move', ...words)).stderr;
    expect(await move()).toContain('Usage: effects move --from');
    expect(await move('--from', 'sqlite:none.db', '--to', 'sqlite:x.db')).toContain('There is no SQLite file');
    expect(await move('--from', 'mysql://x', '--to', 'sqlite:x.db')).toContain('--from must begin with sqlite:');
  });
});
