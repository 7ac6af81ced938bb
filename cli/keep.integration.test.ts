import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Expr } from '#core/workflow/workflow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'cli', 'bin.mjs');
const recording = join(root, 'examples', 'memory-leak-tickets', 'trace.json');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracewright-keep-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function tracewright(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
    });
  });
}

interface Ticket {
  readonly key: string;
  title: string;
}

describe('the tickets of the sample', () => {
  const state = () => JSON.parse(readFileSync(at('state/tracker/state.json'), 'utf8'));
  /** Tickets that the tracker did not hold from the start. */
  const tickets = (): Ticket[] => state().issues.slice(8);
  const titles = () =>
    tickets()
      .map(({ title }) => title)
      .sort();
  const keep = (...more: string[]) => tracewright('keep', 'kept.json', '--servers', 'mcp.json', '--once', ...more);
  const writes = () =>
    readFileSync(at('state/tracker/calls.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).tool as string)
      .filter((tool) => !/^(?:get|search|list)_/.test(tool));
  const breakByHand = (change: (issues: Ticket[]) => Ticket[]) => {
    const now = state();
    writeFileSync(at('state/tracker/state.json'), JSON.stringify({ ...now, issues: change(now.issues) }));
  };

  beforeEach(async () => {
    const server = (name: string) => ({
      command: process.execPath,
      args: [join(root, 'examples', 'servers', name, 'server.ts'), '--state', join(at('state'), name)],
    });
    const mcpServers = { 'code-host': server('code-host'), tracker: server('tracker') };
    writeFileSync(at('mcp.json'), JSON.stringify({ mcpServers }));
    expect(await tracewright('infer', recording, '--out', 'workflow.json')).toMatchObject({ code: 0 });
  });

  test('are kept by the rules that the recording suggests: broken by hand, healed by the next pass, and nothing else', async () => {
    expect(await keep()).toMatchObject({ code: 2, stderr: expect.stringContaining('kept.json') });
    const without = await tracewright('keep', 'workflow.json', '--servers', 'mcp.json', '--once');
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('no rules of keeping') });

    const proposed = await tracewright(
      ...['keep', 'workflow.json', '--propose', '--trace', recording, '--out', 'kept.json'],
    );
    expect(proposed).toMatchObject({ code: 0, stdout: expect.stringContaining('search_issues lists items') });

    const planned = await keep();
    expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining('would create') });
    expect(existsSync(at('kept.ledger'))).toBe(false);

    expect(await keep('--yes')).toMatchObject({ code: 0 });
    const wanted = titles();
    expect(wanted).toHaveLength(3);
    const [deleted, changed, third] = tickets();

    breakByHand((issues) =>
      issues.flatMap((issue) =>
        issue.key === deleted?.key ? [] : [issue.key === changed?.key ? { ...issue, title: 'Broken by hand' } : issue],
      ),
    );
    const before = writes().length;
    const healed = await keep('--yes', '--json');
    expect(healed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(healed.stdout)).toMatchObject({ drift: 0, failing: 0, others: 0 });
    expect(titles()).toEqual(wanted);
    expect(writes().slice(before).sort()).toEqual(['create_issue', 'update_issue']);
    expect(tickets()).toContainEqual(third);

    rmSync(at('kept.ledger'));
    expect(await keep('--yes')).toMatchObject({ code: 0 });
    const last = await keep('--yes');
    expect(last.stdout).toContain('3 as wanted');
    expect(titles()).toEqual(wanted);
    expect(writes()).toHaveLength(before + 2);
  }, 60_000);
});

describe('a tracker that kills whoever writes', () => {
  const labels = ['pr-1', 'pr-2', 'pr-3', 'pr-4'];
  const label: Expr = { $: 'ref', of: 'var', id: 'label' };
  const member = (of: string): Expr => ({ $: 'get', from: { $: 'ref', of: 'var', id: of }, path: ['label'] });
  const issues = () => readFileSync(at('issues.txt'), 'utf8').trim().split('\n');

  function keep(): Promise<{ readonly killed: boolean; readonly code: number | null }> {
    const args = [bin, 'keep', 'workflow.json', '--servers', 'mcp.json', '--yes', '--once'];
    const child = spawn(process.execPath, args, { cwd: folder, detached: true, stdio: 'ignore' });
    writeFileSync(at('victim'), String(child.pid));
    return new Promise((resolve) => {
      child.on('close', (code, signal) => resolve({ killed: signal === 'SIGKILL', code }));
    });
  }

  test('passes that are killed half-way, after a write and before its answer, make every item once', async () => {
    const create = {
      id: 'create',
      do: 'call',
      server: 'tracker',
      tool: 'create_issue',
      args: { label },
      effect: 'write',
    };
    const body = [{ id: 'loop', do: 'forEach', in: { $: 'lit', value: labels }, each: 'label', body: [create] }];
    const see = {
      by: 'search',
      call: { server: 'tracker', tool: 'list_issues', args: {} },
      as: 'found',
      items: { $: 'ref', of: 'var', id: 'found' },
      key: { wanted: member('wanted'), actual: member('actual') },
    };
    const keeping = { rules: [{ step: 'create', see }] };
    writeFileSync(at('workflow.json'), JSON.stringify({ version: 1, name: 'w', inputs: [], body, keep: keeping }));
    const args = [join(root, 'cli', 'testing', 'deadly-server.ts'), folder, '1', '3'];
    const tracker = { command: process.execPath, args, cwd: root };
    writeFileSync(at('mcp.json'), JSON.stringify({ mcpServers: { tracker } }));

    expect(await keep()).toMatchObject({ killed: true });
    expect(await keep()).toMatchObject({ killed: true });
    expect(await keep()).toMatchObject({ killed: false, code: 0 });
    expect(issues().sort()).toEqual(labels);
    expect(await keep()).toMatchObject({ killed: false, code: 0 });
    expect(issues().sort()).toEqual(labels);
  }, 60_000);
});
