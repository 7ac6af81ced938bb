import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '#core/json/json.ts';
import { valueAt } from '#core/json/path.ts';
import { autoData } from '#core/tool/result-data.ts';
import { fromRoot, httpConfig, stdioConfig, type TestPool, testPool, until } from '#lib/mcp/testing/pool.ts';

let folder: string;
let pool: TestPool;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-servers-'));
  pool = testPool();
});

afterEach(async () => {
  await pool.connections.close();
  rmSync(folder, { recursive: true });
});

const server = (name: string) => stdioConfig(name, [fromRoot(`examples/servers/${name}/server.ts`), '--state', folder]);
const data = async (name: string, tool: string, args: Record<string, Json> = {}) =>
  autoData(await pool.call({ server: name, tool, args }));
const calls = () =>
  readFileSync(join(folder, 'calls.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the sample code host', () => {
  test('has seven pull requests with "memory leak" in the title, in both repositories and every case', async () => {
    expect((await pool.connect(server('code-host'))).protocolVersion).toBe('2026-07-28');
    const titles: string[] = [];
    let inBody = 0;
    for (const repository of ['acme/storefront', 'acme/payments']) {
      const found = await data('code-host', 'list_pull_requests', { repository, state: 'all', per_page: 100 });
      for (const pull of valueAt(found, ['pull_requests']) as Json[]) {
        const title = String(valueAt(pull, ['title']));
        titles.push(title);
        const body = String(valueAt(pull, ['body']));
        if (/memory leak/i.test(body) && !/memory leak/i.test(title)) inBody += 1;
      }
    }
    expect(titles).toHaveLength(25);
    expect(titles.filter((title) => /memory leak/i.test(title))).toHaveLength(7);
    expect(inBody).toBe(2);
  });

  test('lists open pull requests unless told otherwise, page by page', async () => {
    await pool.connect(server('code-host'));
    const first = await data('code-host', 'list_pull_requests', { repository: 'acme/storefront', per_page: 5 });
    expect(valueAt(first, ['has_more'])).toBe(true);
    expect(valueAt(first, ['total'])).toBe(12);
    expect(valueAt(first, ['pull_requests', 0, 'number'])).toBe(147);
    const last = await data('code-host', 'list_pull_requests', { repository: 'acme/storefront', per_page: 5, page: 3 });
    expect(valueAt(last, ['has_more'])).toBe(false);
    expect(valueAt(last, ['pull_requests'])).toHaveLength(2);
  });

  test('refuses an unknown repository in words, and records the call', async () => {
    await pool.connect(server('code-host'));
    const result = await pool.call({ server: 'code-host', tool: 'list_issues', args: { repository: 'acme/none' } });
    expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('acme/storefront') }] });
    expect(calls()).toMatchObject([{ tool: 'list_issues', ok: false }]);
  });

  test('offers READMEs and pull requests as resources, and a prompt', async () => {
    await pool.connect(server('code-host'));
    expect((await pool.connections.resources('code-host')).map((resource) => resource.uri)).toEqual([
      'repo://acme/storefront/readme',
      'repo://acme/payments/readme',
    ]);
    const pull = await pool.connections.readResource('code-host', 'repo://acme/payments/pulls/54');
    expect(valueAt(autoData(pull), ['title'])).toBe('Fix a slow Memory Leak in the PDF receipts');
    const prompt = await pool.connections.getPrompt('code-host', {
      name: 'review_pull_request',
      arguments: { repository: 'acme/payments', number: '54' },
    });
    expect(prompt.content).toMatchObject([{ text: expect.stringContaining('acme/payments') }]);
  });
});

describe('the sample tracker', () => {
  test('creates an issue each time it is told to, numbered on, and keeps it over a restart', async () => {
    await pool.connect(server('tracker'));
    const args = { project: 'PERF', title: 'Same' };
    expect(valueAt(await data('tracker', 'create_issue', args), ['key'])).toBe('PERF-15');
    expect(valueAt(await data('tracker', 'create_issue', args), ['key'])).toBe('PERF-16');
    await pool.connections.restart('tracker');
    const found = await data('tracker', 'search_issues', { text: 'SAME' });
    expect(valueAt(found, ['issues', 0, 'key'])).toBe('PERF-16');
    expect(valueAt(found, ['total'])).toBe(2);
  });

  test('updates, comments on and deletes an issue', async () => {
    await pool.connect(server('tracker'));
    await data('tracker', 'update_issue', { key: 'PAY-77', status: 'done', assignee: null });
    await data('tracker', 'add_comment', { key: 'PAY-77', body: 'Fixed.' });
    const issue = await data('tracker', 'get_issue', { key: 'PAY-77' });
    expect(issue).toMatchObject({ status: 'done', assignee: null, title: 'Worker restarts every night' });
    expect(valueAt(issue, ['comments', 0, 'body'])).toBe('Fixed.');
    await data('tracker', 'delete_issue', { key: 'PAY-77' });
    expect(await data('tracker', 'get_issue', { key: 'PAY-77' })).toBe('There is no issue "PAY-77".');
  });

  test('--reset begins anew', async () => {
    await pool.connect(server('tracker'));
    await data('tracker', 'delete_issue', { key: 'PAY-77' });
    await pool.connections.stop('tracker');
    const config = server('tracker');
    if (config.transport.kind !== 'stdio') throw new Error('not stdio');
    const args = [...config.transport.args, '--reset'];
    await pool.connect({ ...config, transport: { ...config.transport, args } });
    expect(valueAt(await data('tracker', 'get_issue', { key: 'PAY-77' }), ['key'])).toBe('PAY-77');
  });

  test('killed at any moment, its state file is whole and holds all that was answered', async () => {
    pool = testPool({ limits: { attempts: 50 } });
    await pool.connect(server('tracker'));
    const answered: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const before = answered.length;
      const writes = Array.from({ length: 20 }, (_, index) =>
        data('tracker', 'create_issue', { project: 'SHOP', title: `${round}/${index}` }).then(
          (issue) => answered.push(String(valueAt(issue, ['key']))),
          () => null,
        ),
      );
      await until('a first answer', () => answered.length > before);
      const killed = serverPid();
      process.kill(killed, 'SIGKILL');
      await Promise.all(writes);
      // The status may still be that of the killed one.
      await until('the server is back', () => ![Number.NaN, killed].includes(serverPid()), 10_000);
      await until('it is connected', () => pool.connections.status('tracker')?.state === 'connected', 10_000);
    }
    const state = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'));
    const kept = new Set(state.issues.map((issue: { key: string }) => issue.key));
    expect(answered.filter((key) => !kept.has(key))).toEqual([]);
    expect(kept.size).toBe(state.issues.length);
  });

  /** The process that holds our state folder (its watchdog has no such argument), or NaN while there is none. */
  function serverPid(): number {
    const { stdout } = spawnSync('pgrep', ['-f', `tracker/server.ts --state ${folder}`], { encoding: 'utf8' });
    return stdout === '' ? Number.NaN : Number(stdout.trim().split('\n')[0]);
  }

  test('speaks Streamable HTTP with --http, and refuses requests that a web page could make', async () => {
    const args = [fromRoot('examples/servers/tracker/server.ts'), '--state', folder, '--http', '0'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    try {
      let said = '';
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      await until('its address', () => said.includes('/mcp'));
      const url = /http:\S+/.exec(said)?.[0] ?? '';
      expect((await pool.connect(httpConfig('tracker', url))).protocolVersion).toBe('2026-07-28');
      expect(valueAt(await data('tracker', 'list_projects'), ['projects', 0, 'key'])).toBe('PERF');
      const legacy = await pool.connect(httpConfig('legacy', url, { era: 'legacy' }));
      expect(legacy).toMatchObject({ state: 'connected', protocolVersion: '2025-11-25' });
      expect((await fetch(url, { method: 'POST', headers: { origin: 'https://evil.example' } })).status).toBe(403);
    } finally {
      child.kill();
    }
  });
});
