import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildIfNeeded } from '../build/build-if-needed.ts';
import { ask, freePort, type StudioProcess, startStudioProcess } from './test/studio-process.ts';

// Whole studios start here; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

let home: string;
let port: number;
let studio: StudioProcess;
let headers: Record<string, string>;

async function start(): Promise<void> {
  studio = await startStudioProcess({ home, port });
  headers = { authorization: `Bearer ${studio.accessKey()}`, 'content-type': 'application/json' };
}

beforeAll(async () => {
  await buildIfNeeded();
  home = mkdtempSync(join(tmpdir(), 'tracewright-events-'));
  port = await freePort();
  await start();
}, 600_000);
afterAll(async () => {
  await studio.end('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

const rename = (id: string, name: string) =>
  ask(port, `/api/prototypes/${id}`, { method: 'PATCH', headers, body: JSON.stringify({ name }) });
const listen = (id: string, query: string, more: Record<string, string> = {}) =>
  ask(port, `/api/prototypes/${id}/events${query}`, { headers: { ...headers, ...more }, patience: 1_500 });
const numbers = (body: string) => [...body.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));

test('a page that lost its connection is told what it missed, and after a restart to load its snapshot again', async () => {
  const made = await ask(port, '/api/prototypes', { method: 'POST', headers, body: '{"name":"Events"}' });
  const { id } = JSON.parse(made.body);
  const { seq } = JSON.parse((await ask(port, `/api/prototypes/${id}`, { headers })).body);

  // Live: renamed while the stream is open.
  const live = listen(id, `?after=${seq}`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await rename(id, 'First');
  const heard = await live;
  expect(heard.headers['content-type']).toContain('text/event-stream');
  expect(numbers(heard.body)).toEqual([seq + 1]);

  // Missed: renamed while nobody listened; the browser names the last event that it has.
  await rename(id, 'Second');
  await rename(id, 'Third');
  expect(numbers((await listen(id, '', { 'last-event-id': String(seq + 1) })).body)).toEqual([seq + 2, seq + 3]);

  expect(await studio.end('SIGKILL')).toBe('SIGKILL');
  await start();
  const after = await listen(id, `?after=${seq + 3}`);
  expect(after.body).toContain('event: reset');
  expect(numbers(after.body)).toEqual([]);
  const snapshot = JSON.parse((await ask(port, `/api/prototypes/${id}`, { headers })).body);
  expect([snapshot.prototype.name, snapshot.seq > seq + 3]).toEqual(['Third', true]);
});

test('a stop does not wait for pages that listen', async () => {
  const made = await ask(port, '/api/prototypes', { method: 'POST', headers, body: '{}' });
  const open = listen(JSON.parse(made.body).id, '').catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = performance.now();
  expect(await studio.end('SIGTERM')).toBe(0);
  expect(performance.now() - began).toBeLessThan(8_000);
  await open;
});
