import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { ToolLock } from '#core/tool/tool-lock.ts';
import { pythonEnvironment } from './python/test/python-environment.ts';
import {
  type DeployedAgent,
  deployAgent,
  EMPTY_TRACE,
  eventually,
  removeAgents,
  wishesWorkflow,
} from './test/deployed-agent.ts';

vi.setConfig({ testTimeout: 120_000 });

const environment = await pythonEnvironment();
if (typeof environment === 'string') console.warn(`SKIPPED: locked tools of Python agents: ${environment}.`);
const LANGUAGES = [
  { language: 'TypeScript', python: undefined, accept: 'npm run lock -- --accept' },
  ...(typeof environment === 'string'
    ? []
    : [{ language: 'Python', python: environment.python, accept: 'python main.py lock --accept' }]),
];
const WISHES = ['one', 'two', 'three'];
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto', RUN_TOKEN: 'token' };
const NEW_PARAMETER = 'tracker/create_issue: parameter "project" is new and required (string)';

afterAll(removeAgents);

function lockOf({ folder }: DeployedAgent): ToolLock {
  return JSON.parse(readFileSync(join(folder, 'mcp.lock'), 'utf8'));
}

describe.each(LANGUAGES)('an agent in $language', ({ python, accept }) => {
  test('says what it has never seen, and locks it once that is accepted', async () => {
    const agent = await deployAgent(wishesWorkflow(), {}, {}, python);
    const plan = await agent.command('plan');
    expect(plan.code).toBe(0);
    expect(plan.stderr).toContain('tracker/create_issue is not locked: nobody has seen how it is defined');
    expect(await agent.command('lock', '--accept')).toMatchObject({ code: 0 });
    expect(lockOf(agent).servers.tracker).toMatchObject({ name: 'moody-tracker', version: '1.0.0' });
    expect((await agent.command('plan')).stderr).not.toContain('not locked');
    expect(await agent.command('lock')).toEqual({
      code: 0,
      stdout: 'The tools are as they were locked.\n',
      stderr: '',
    });
  });

  test('stops before the first call where a tool wants more, and goes on when that is accepted', async () => {
    const agent = await deployAgent(wishesWorkflow(), {}, {}, python);
    await agent.command('lock', '--accept');
    agent.mood({ tools: 'strict' });
    for (const command of ['plan', 'apply']) {
      const stopped = await agent.command(command, '--yes');
      expect(stopped.code).toBe(3);
      expect(stopped.stdout).toContain(`so nothing was called:\n  ${NEW_PARAMETER}\n`);
      expect(stopped.stdout).toContain(`accept that with: ${accept}. Otherwise record again`);
    }
    expect(agent.issues()).toEqual([]);
    expect(await agent.command('lock')).toMatchObject({ code: 1, stdout: `stops  ${NEW_PARAMETER}\n` });
    await agent.command('lock', '--accept');
    expect(lockOf(agent).servers.tracker?.tools.create_issue?.inputSchema.required).toEqual(['title', 'project']);
    expect((await agent.command('plan')).stdout).toContain('plan: 3 planned.');
  });

  test('runs on with a warning where a tool may take more and says it otherwise', async () => {
    const agent = await deployAgent(wishesWorkflow(), {}, {}, python);
    await agent.command('lock', '--accept');
    agent.mood({ tools: 'chatty' });
    const applied = await agent.command('apply', '--yes');
    expect(applied.code).toBe(0);
    expect(applied.stderr).toContain(String.raw`parameter \"project\" is new and optional (string)`);
    expect(applied.stderr).toContain('tracker/create_issue: description changed');
    expect(agent.issues()).toEqual(WISHES);
  });

  test('that serves lets a run wait for it, and goes on with it by itself', async () => {
    const agent = await deployAgent(wishesWorkflow(), {}, {}, python);
    await agent.command('lock', '--accept');
    const lock = readFileSync(join(agent.folder, 'mcp.lock'), 'utf8');
    // As if the recording had seen another parameter.
    writeFileSync(
      join(agent.folder, 'mcp.lock'),
      lock.replace('"title": {', '"heading": {').replace(/"hash": "\w+"/g, '"hash": "of another"'),
    );
    const serving = await agent.serve(LIVE);
    await fetch(`${serving.url}/run`, { method: 'POST', headers: { authorization: 'Bearer token' }, body: '{}' });
    await eventually(async () => serving.log().includes('"state":"waiting"'), serving.log);
    expect(agent.issues()).toEqual([]);
    await agent.command('lock', '--accept');
    await eventually(async () => agent.issues().length === 3, serving.log);
    expect(await serving.end('SIGTERM')).toBe(0);
  });
});

test('a bundle locks what the latest recording saw of the tools that the workflow uses', async () => {
  const spec = { server: 'tracker', inputSchema: { type: 'object', properties: { title: { type: 'string' } } } };
  const agent = await deployAgent(
    wishesWorkflow(),
    {},
    {
      trace: {
        ...EMPTY_TRACE,
        servers: [{ alias: 'tracker', name: 'moody-tracker', version: '0.9.0' }],
        tools: [
          { ...spec, name: 'create_issue', annotations: { readOnlyHint: false } },
          { ...spec, name: 'unused' },
        ],
      },
    },
  );
  expect(lockOf(agent)).toEqual({
    lockVersion: 1,
    servers: {
      tracker: {
        name: 'moody-tracker',
        version: '0.9.0',
        tools: {
          create_issue: {
            hash: expect.stringMatching(/^[0-9a-f]{64}$/),
            inputSchema: spec.inputSchema,
            annotations: { readOnlyHint: false },
          },
          list_wishes: null,
        },
      },
    },
  });
  const stopped = await agent.command('plan');
  expect(stopped.stdout).toContain('tracker/create_issue: parameter "title" is required now, was optional');
  expect(stopped.stderr).toContain(String.raw`tracker: version was \"0.9.0\", is \"1.0.0\"`);
});
