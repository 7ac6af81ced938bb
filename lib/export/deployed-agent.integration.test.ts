import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServerConfig } from '#core/server/server-config.ts';
import { WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { exportBundle } from './export-bundle.ts';
import { EMPTY_TRACE, eventually, freePort, ROOT, runCommand } from './test/deployed-agent.ts';
import { fn, input, item, over, step } from './test/expression-builders.ts';
import { readRuntimeLibrary } from './typescript/runtime-library.ts';
import { writeBundle } from './write-bundle.ts';

const SECRET = 'not-a-real-secret';
const folders: string[] = [];
const running: ChildProcess[] = [];

afterAll(() => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const workflow: Workflow = {
  version: WORKFLOW_VERSION,
  name: 'Tickets',
  inputs: [{ name: 'phrase', schema: { type: 'string' }, default: 'memory leak' }],
  trigger: { on: 'webhook', path: 'pulls', inputs: { phrase: ['search', 'phrase'] } },
  body: [
    {
      do: 'call',
      id: 'listPulls',
      server: 'code-host',
      tool: 'list_pull_requests',
      effect: 'read',
      args: { repository: { $: 'lit', value: 'acme/storefront' }, per_page: { $: 'lit', value: 100 } },
    },
    {
      do: 'forEach',
      id: 'each',
      in: over(
        'filter',
        step('listPulls', 'pull_requests'),
        'pull',
        fn('contains', item('pull', 'title'), input('phrase')),
      ),
      each: 'pull',
      body: [
        {
          do: 'call',
          id: 'createIssue',
          server: 'tracker',
          tool: 'create_issue',
          effect: 'write',
          args: { project: { $: 'lit', value: 'PERF' }, title: item('pull', 'title') },
        },
      ],
    },
  ],
};

/** A fresh agent with servers of its own; everything that it wants to know stands in its environment. */
async function deploy(): Promise<{ readonly folder: string; readonly env: NodeJS.ProcessEnv }> {
  const folder = mkdtempSync(join(tmpdir(), 'agent-'));
  folders.push(folder);
  const server = (alias: string): ServerConfig => ({
    alias,
    era: 'auto',
    effects: {},
    transport: {
      kind: 'stdio',
      command: 'node',
      args: [join(ROOT, `examples/servers/${alias}/server.ts`), '--state', join(folder, alias)],
      env: {},
    },
  });
  const options = { servers: [server('code-host'), server('tracker')] };
  const bundle = await exportBundle({
    workflow,
    traces: [EMPTY_TRACE],
    target: 'typescript',
    options,
    library: readRuntimeLibrary(ROOT),
  });
  writeBundle(bundle, folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    env: {
      NODE_ENV: 'test',
      PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
      CODE_HOST_PATH: join(ROOT, 'examples/servers/code-host/server.ts'),
      CODE_HOST_STATE: join(folder, 'code-host'),
      TRACKER_PATH: join(ROOT, 'examples/servers/tracker/server.ts'),
      TRACKER_STATE: join(folder, 'tracker'),
      LOG_LEVEL: 'warn',
    },
  };
}

function command(agent: Awaited<ReturnType<typeof deploy>>, ...args: string[]) {
  return runCommand(agent.folder, agent.env, args);
}

describe('an agent on the command line', () => {
  let agent: Awaited<ReturnType<typeof deploy>>;
  beforeEach(async () => {
    agent = await deploy();
  });

  test('plans by default, makes each change once, and then none', async () => {
    const plan = await command(agent);
    expect(plan.stdout).toMatch(/plan: \d+ planned\. Nothing was sent/);
    const planned = Number(/plan: (\d+) planned/.exec(plan.stdout)?.[1]);
    expect(planned).toBeGreaterThan(1);
    expect((await command(agent, 'apply', '--yes')).stdout).toContain(`apply: ${planned} done.`);
    expect((await command(agent, 'apply', '--yes')).stdout).toContain(`apply: ${planned} already there.`);
    expect((await command(agent, 'plan')).stdout).toContain(`plan: ${planned} already there.`);
  });

  test('waits for approval where nobody is at the terminal, bound to the exact change', async () => {
    const first = await command(agent, 'apply');
    expect(first.code).toBe(3);
    expect(first.stdout).toContain('It waits for approval');
    const waiting = (await command(agent, 'approve')).stdout.trim().split('\n');
    expect(waiting.length).toBeGreaterThan(1);
    expect((await command(agent, 'approve', waiting[0]?.split(' ')[0] ?? '')).stdout).toContain('approved');
    const second = await command(agent, 'apply');
    expect(second.code).toBe(3);
    expect(second.stdout).toContain('  done');
    await command(agent, 'approve', 'all');
    const third = await command(agent, 'apply');
    expect(third.code).toBe(0);
    expect(third.stdout).toContain(`apply: 1 already there, ${waiting.length - 1} done.`);
  });

  test('says in one line what is missing, and what an input should be', async () => {
    const { TRACKER_PATH: _, ...env } = agent.env;
    const missing = await command({ ...agent, env: env as NodeJS.ProcessEnv }, 'plan');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toBe(
      'Not set, and mcp.json needs it: TRACKER_PATH.\nSee .env.example for what each setting is.\n',
    );
    const wrong = await command(agent, 'plan', '--input', 'phrse=x');
    expect(wrong.stdout).toContain('There is no input "phrse". Declared: phrase.');
    expect((await command(agent, 'fly')).code).toBe(2);
  });
});

describe('an agent that serves', () => {
  test('takes signed deliveries once, answers after they are stored, tells how it is, and stops cleanly', async () => {
    const agent = await deploy();
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const env = {
      ...agent.env,
      PORT: String(port),
      DRY_RUN: 'false',
      APPROVALS: 'auto',
      WEBHOOK_SECRET: SECRET,
      RUN_TOKEN: 'token',
    };
    const child = spawn(process.execPath, ['main.ts', 'serve'], {
      cwd: agent.folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.push(child);
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
    });
    await eventually(
      async () => (await fetch(`${base}/readyz`)).status === 200,
      () => log,
    );

    const body = JSON.stringify({ search: { phrase: 'websocket' } });
    const signed = {
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      'x-github-delivery': randomUUID(),
    };
    const deliver = (headers: Record<string, string>, text = body) =>
      fetch(`${base}/webhooks/pulls`, { method: 'POST', headers, body: text });
    expect((await deliver({})).status).toBe(401);
    expect((await deliver(signed, body.replace('websocket', 'anything'))).status).toBe(401);
    const taken = await deliver(signed);
    expect(taken.status).toBe(202);
    expect(await taken.json()).toMatchObject({ taken: 'now' });
    expect(await (await deliver(signed)).json()).toMatchObject({ taken: 'before' });

    const issues = () => readFileSync(join(agent.folder, 'data/agent.db')).length > 0;
    expect(issues()).toBe(true);
    await eventually(
      async () => (await (await fetch(`${base}/metrics`)).text()).includes('outcome="created"'),
      () => log,
    );
    const metrics = await (await fetch(`${base}/metrics`)).text();
    expect(metrics).toMatch(/agent_effects_total\{[^}]*tool="create_issue"[^}]*outcome="created"[^}]*\} 1/);
    expect(metrics).toMatch(/agent_passes_total\{[^}]*status="succeeded"[^}]*\} 1/);

    expect((await fetch(`${base}/run`, { method: 'POST' })).status).toBe(401);
    const byHand = { authorization: 'Bearer token' };
    expect((await fetch(`${base}/run`, { method: 'POST', headers: byHand, body: '{"phrase":1}' })).status).toBe(422);
    expect((await fetch(`${base}/webhooks/other`, { method: 'POST' })).status).toBe(404);
    expect(log).not.toContain(SECRET);

    child.kill('SIGTERM');
    expect(await new Promise((done) => child.once('exit', (code) => done(code)))).toBe(0);
    expect((await command(agent, 'effects')).stdout.trim().split('\n')).toHaveLength(1);
  });
});
