import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { buildIfNeeded } from '../build/build-if-needed.ts';
import { root } from '../root.ts';
import { ask, freePort, type StudioProcess, startStudioProcess } from './test/studio-process.ts';

// Whole studios start here; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const labels = ['pr-1', 'pr-2', 'pr-3', 'pr-4'];

let folder: string;
let port: number;
let studio: StudioProcess;

beforeAll(buildIfNeeded, 600_000);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tracewright-kill-run-'));
  port = await freePort();
});
afterEach(async () => {
  await studio.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  studio = await startStudioProcess({ home: join(folder, 'home'), port });
  // The server kills a process group by the number it finds; a minus before it makes that this one process.
  writeFileSync(join(folder, 'victim'), String(-(studio.child.pid ?? 0)));
}

async function request<Answer>(path: string, method: string, body?: object): Promise<Answer> {
  const answer = await ask(port, path, {
    method,
    headers: { authorization: `Bearer ${studio.accessKey()}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
    patience: 60_000,
  });
  expect(answer.status, `${method} ${path}: ${answer.body}`).toBeLessThan(300);
  return answer.body === '' ? (undefined as Answer) : JSON.parse(answer.body);
}

/** A studio with a workflow that raises an issue per label, on a server that kills the studio at the second one. */
async function prepare(looksFirst: boolean): Promise<string> {
  await start();
  const args = [join(root, 'cli', 'testing', 'deadly-server.ts'), folder, '2'];
  const transport = { kind: 'stdio', command: process.execPath, args, cwd: root, env: {} };
  await request('/api/servers', 'POST', { config: { alias: 'deadly', transport } });
  const { consent } = await request<{ readonly consent: { readonly hash: string } }>('/api/servers/deadly', 'GET');
  await request('/api/servers/deadly/connection', 'POST', { consent: consent.hash, wait: true });
  const label = { $: 'ref', of: 'var', id: 'label' };
  const find = {
    call: { server: 'deadly', tool: 'find_issue', args: { label } },
    as: 'found',
    match: { $: 'fn', name: 'first', args: [{ $: 'ref', of: 'var', id: 'found' }] },
  };
  const create = {
    id: 'create',
    do: 'call',
    server: 'deadly',
    tool: 'create_issue',
    args: { label },
    effect: 'write',
  };
  const body = [
    {
      id: 'loop',
      do: 'forEach',
      in: { $: 'lit', value: labels },
      each: 'label',
      body: [looksFirst ? { ...create, find } : create],
    },
  ];
  const text = JSON.stringify({ version: 1, name: 'Issues', inputs: [], body });
  const { id } = await request<{ readonly id: string }>('/api/prototypes/import', 'POST', { text });
  await request(`/api/prototypes/${id}/approvals`, 'PATCH', { server: 'deadly', tool: 'create_issue', allowed: true });
  return id;
}

/** Applies, and waits until the studio is dead. */
async function applyAndDie(prototype: string): Promise<RunView> {
  const ended = new Promise((resolve) => studio.child.once('exit', (_, signal) => resolve(signal)));
  const run = await request<RunView>(`/api/prototypes/${prototype}/runs`, 'POST', { mode: 'apply' });
  expect(await ended).toBe('SIGKILL');
  return run;
}

async function over(prototype: string, run: string): Promise<RunView> {
  const read = () => request<{ readonly run: RunView }>(`/api/prototypes/${prototype}/runs/${run}`, 'GET');
  await expect.poll(async () => (await read()).run.status, { timeout: 60_000 }).not.toBe('running');
  return (await read()).run;
}

const issues = () => {
  const file = join(folder, 'issues.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

test('a run killed after a write and before its answer is resumed, looks, and makes every write once', async () => {
  const prototype = await prepare(true);
  const { id } = await applyAndDie(prototype);
  expect(issues()).toEqual(['pr-1', 'pr-2']);

  await start();
  expect(await over(prototype, id)).toMatchObject({
    status: 'stopped',
    error: expect.stringContaining('The studio ended during this run'),
  });
  await request(`/api/prototypes/${prototype}/runs/${id}`, 'POST', { resume: true });
  expect(await over(prototype, id)).toMatchObject({ status: 'succeeded', effects: { created: 2, found: 2 } });
  expect(issues()).toEqual(labels);

  const again = await request<RunView>(`/api/prototypes/${prototype}/runs`, 'POST', { mode: 'apply' });
  expect(await over(prototype, again.id)).toMatchObject({ status: 'succeeded', effects: { created: 0, found: 4 } });
  expect(issues()).toEqual(labels);
});

test('where there is no way to look it waits for a person, over another restart too, and goes on from the answer', async () => {
  const prototype = await prepare(false);
  const { id } = await applyAndDie(prototype);
  await start();
  const run = `/api/prototypes/${prototype}/runs/${id}`;
  await request(run, 'POST', { resume: true });
  expect(await over(prototype, id)).toMatchObject({ status: 'waiting', effects: { unknown: 1 } });
  expect(issues()).toEqual(['pr-1', 'pr-2']);

  // Nothing is decided by stopping: the question is there again.
  expect(await studio.end('SIGTERM')).toBe(0);
  await start();
  const { events } = await request<{ readonly events: readonly { type: string; key: string; state: string }[] }>(
    run,
    'GET',
  );
  const lost = events.findLast((event) => event.type === 'effect' && event.state === 'unknown');
  expect(await over(prototype, id)).toMatchObject({ status: 'waiting' });
  await request(run, 'POST', { effect: lost?.key, verdict: 'done' });
  expect(await over(prototype, id)).toMatchObject({ status: 'succeeded' });
  expect(issues()).toEqual(labels);
});
