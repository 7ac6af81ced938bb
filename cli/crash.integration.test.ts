import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Expr } from '#core/workflow/workflow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const labels = ['pr-1', 'pr-2', 'pr-3', 'pr-4', 'pr-5', 'pr-6'];
const label: Expr = { $: 'ref', of: 'var', id: 'label' };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracewright-crash-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a workflow that raises an issue for each label, and servers that kill at these issues. */
function prepare(options: { readonly looksFirst: boolean; readonly deadlyAt: readonly number[] }) {
  const find = {
    call: { server: 'tracker', tool: 'find_issue', args: { label } },
    as: 'found',
    match: { $: 'fn', name: 'first', args: [{ $: 'ref', of: 'var', id: 'found' }] },
  };
  const create = {
    id: 'create',
    do: 'call',
    server: 'tracker',
    tool: 'create_issue',
    args: { label },
    effect: 'write',
  };
  const loop = {
    id: 'loop',
    do: 'forEach',
    in: { $: 'lit', value: labels },
    each: 'label',
    body: [options.looksFirst ? { ...create, find } : create],
  };
  writeFileSync(join(folder, 'workflow.json'), JSON.stringify({ version: 1, name: 'w', inputs: [], body: [loop] }));
  const args = [join(root, 'cli', 'testing', 'deadly-server.ts'), folder, ...options.deadlyAt.map(String)];
  const mcpServers = { tracker: { command: process.execPath, args, cwd: root } };
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers }));
}

const issues = () => readFileSync(join(folder, 'issues.txt'), 'utf8').trim().split('\n');

/** Runs in a process group of its own, which the server can kill. */
function run(
  ...more: readonly string[]
): Promise<{ readonly killed: boolean; readonly code: number | null; readonly said: string }> {
  const args = ['run', 'workflow.json', '--servers', 'mcp.json', '--yes', '--ledger', 'ledger.db', ...more];
  const child = spawn(process.execPath, [join(root, 'cli', 'bin.mjs'), ...args], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  writeFileSync(join(folder, 'victim'), String(child.pid));
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ killed: signal === 'SIGKILL', code, said }));
  });
}

test('a run that is killed three times, each time after a write and before its answer, makes every write once', async () => {
  prepare({ looksFirst: true, deadlyAt: [2, 3, 5] });
  for (let crash = 1; crash <= 3; crash += 1) expect(await run()).toMatchObject({ killed: true });
  expect(await run()).toMatchObject({ killed: false, code: 0 });
  expect(issues()).toEqual(labels);
  expect(await run()).toMatchObject({ code: 0 });
  expect(issues()).toEqual(labels);
});

test('where nothing shows what became of a write, the next run stops and asks, and repeats nothing', async () => {
  prepare({ looksFirst: false, deadlyAt: [2] });
  expect(await run()).toMatchObject({ killed: true });
  const second = await run();
  expect(second).toMatchObject({ killed: false, code: 1 });
  expect(second.said).toMatch(/Step "create": An earlier attempt was sent and its answer was lost/);
  expect(issues()).toEqual(['pr-1', 'pr-2']);

  const effect = /settle the effect "([^"]+)"/.exec(second.said)?.[1] ?? '';
  expect(await run('--settle', `${effect}=done`)).toMatchObject({ code: 0 });
  expect(issues()).toEqual(labels);
  const again = await run('--settle', `${effect}=failed`);
  expect(again).toMatchObject({ code: 2, said: expect.stringContaining('is not in doubt: it is confirmed') });
});
