import { afterAll, describe, expect, test, vi } from 'vitest';
import { startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { deployAgent, removeAgents, wishesWorkflow } from '../test/deployed-agent.ts';
import { pythonEnvironment } from './test/python-environment.ts';

const WISHES = ['one', 'two', 'three'];
// Each start of an agent loads the SDK anew, a second at best.
vi.setConfig({ testTimeout: 120_000 });

const environment = await pythonEnvironment();
const postgres = await startRealPostgres();
if (typeof environment === 'string') console.warn(`SKIPPED: exported Python agents were not run: ${environment}.`);
if (typeof postgres === 'string') console.warn(`SKIPPED: agents of two languages on one Postgres: ${postgres}.`);

afterAll(async () => {
  removeAgents();
  if (typeof postgres !== 'string') await postgres.stop();
});

describe.skipIf(typeof environment === 'string')('an exported Python agent', () => {
  const python = typeof environment === 'string' ? '' : environment.python;

  test('plans, makes each change once and looks before it writes', async () => {
    const agent = await deployAgent(wishesWorkflow({ looksFirst: true }), {}, {}, python);
    expect((await agent.command()).stdout).toContain('plan: 3 planned.');
    agent.mood({ deadly: 'two' });
    expect((await agent.command('apply', '--yes')).code).toBe('killed');
    agent.mood({});
    // As if all that was remembered were lost: only the world knows.
    const forgetful = { AGENT_DATA: 'elsewhere' };
    expect((await agent.commandWith(forgetful, 'apply', '--yes')).stdout).toContain('2 already there, 1 done');
    expect(agent.issues()).toEqual(WISHES);
  });

  test.skipIf(typeof postgres === 'string')(
    'and the one in TypeScript go on where the other has stopped, and know each change by the same name',
    async () => {
      const url = typeof postgres === 'string' ? '' : postgres.createDatabase('both_languages');
      const [inPython, inTypeScript] = await Promise.all([
        deployAgent(wishesWorkflow(), { DATABASE_URL: url }, {}, python),
        deployAgent(wishesWorkflow(), { DATABASE_URL: url }),
      ]);
      expect((await inTypeScript.command('apply')).code).toBe(3);
      const [line = ''] = (await inPython.command('approve')).stdout.split('\n');
      await inPython.command('approve', line.split(' ')[0] ?? '');
      await inTypeScript.command('apply');
      expect(inTypeScript.issues()).toHaveLength(1);
      expect((await inPython.command('apply', '--yes')).stdout).toContain('apply: 1 already there, 2 done.');
      expect((await inTypeScript.command('apply', '--yes')).stdout).toContain('apply: 3 already there.');
      expect([...inTypeScript.issues(), ...inPython.issues()].sort()).toEqual([...WISHES].sort());
      const listed = await Promise.all([
        inPython.command('effects', '--json'),
        inTypeScript.command('effects', '--json'),
      ]);
      expect(listed[0].stdout).toBe(listed[1].stdout);
    },
  );
});
