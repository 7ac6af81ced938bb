import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { valueAt } from '#core/json/path.ts';
import { autoData } from '#core/tool/result-data.ts';
import { resultText } from '#core/tool/tool-result.ts';
import { fromRoot, httpConfig, stdioConfig, type TestPool, testPool, until } from './testing/pool.ts';

/** Servers that we did not write. */
const EVERYTHING = fromRoot('node_modules/@modelcontextprotocol/server-everything/dist/index.js');
const FILESYSTEM = fromRoot('node_modules/@modelcontextprotocol/server-filesystem/dist/index.js');
const MEMORY = fromRoot('node_modules/@modelcontextprotocol/server-memory/dist/index.js');

let pool: TestPool;
let folder: string;
let child: ChildProcess | null = null;

beforeEach(() => {
  pool = testPool();
  folder = mkdtempSync(join(tmpdir(), 'real-servers-'));
});

afterEach(async () => {
  await pool.connections.close();
  child?.kill();
  child = null;
  rmSync(folder, { recursive: true });
});

async function serve(transport: 'streamableHttp' | 'sse'): Promise<string> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  let said = '';
  child = spawn(process.execPath, [EVERYTHING, transport], { env: { ...process.env, PORT: String(port) } });
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await until('the server', () => said.includes(String(port)), 20_000);
  return `http://127.0.0.1:${port}/${transport === 'sse' ? 'sse' : 'mcp'}`;
}

/** The same story over every transport. */
async function exercise(): Promise<void> {
  const tools = await pool.connections.tools('e');
  expect(tools.length).toBeGreaterThanOrEqual(10);
  expect(tools.find(({ name }) => name === 'get-sum')?.inputSchema).toMatchObject({ required: ['a', 'b'] });
  const sum = await pool.call({ server: 'e', tool: 'get-sum', args: { a: 2, b: 40 } });
  expect(resultText(sum)).toContain('42');
  const weather = await pool.call({ server: 'e', tool: 'get-structured-content', args: { location: 'Chicago' } });
  expect(weather.structuredContent).toMatchObject({ temperature: expect.any(Number) });
  const image = await pool.call({ server: 'e', tool: 'get-tiny-image', args: {} });
  expect(image.content.map(({ type }) => type)).toContain('image');
  const wrong = await pool.call({ server: 'e', tool: 'get-sum', args: { a: 'x' } });
  expect(wrong.isError).toBe(true);
  const steps: number[] = [];
  const onProgress = ({ progress }: { readonly progress: number }) => void steps.push(progress);
  const args = { duration: 0.2, steps: 4 };
  await pool.call({ server: 'e', tool: 'trigger-long-running-operation', args }, { onProgress });
  expect(steps).toEqual([1, 2, 3, 4]);

  const [resource] = await pool.connections.resources('e');
  const read = await pool.connections.readResource('e', resource?.uri ?? '');
  expect(read.content[0]).toMatchObject({ type: 'resource', resource: { uri: resource?.uri } });
  expect((await pool.connections.resourceTemplates('e')).length).toBeGreaterThan(0);
  const text = await pool.connections.readResource('e', 'demo://resource/dynamic/text/3');
  expect(String(autoData(text))).toContain('3');
  const prompts = await pool.connections.prompts('e');
  expect(prompts.find(({ name }) => name === 'args-prompt')?.arguments[0]).toMatchObject({
    name: 'city',
    required: true,
  });
  const prompt = await pool.connections.getPrompt('e', { name: 'args-prompt', arguments: { city: 'Bern' } });
  expect(resultText(prompt)).toContain('Bern');
  const completion = { ref: { prompt: 'completable-prompt' }, argument: { name: 'department', value: 'E' } };
  expect((await pool.connections.complete('e', completion)).values).toContain('Engineering');
}

describe('@modelcontextprotocol/server-everything', () => {
  test('over stdio', async () => {
    expect(await pool.connect(stdioConfig('e', [EVERYTHING, 'stdio']))).toMatchObject({
      state: 'connected',
      protocolVersion: '2025-11-25',
    });
    await exercise();
  });

  test('over Streamable HTTP', async () => {
    const url = await serve('streamableHttp');
    expect(await pool.connect(httpConfig('e', url))).toMatchObject({
      state: 'connected',
      protocolVersion: '2025-11-25',
    });
    await exercise();
  });

  test('over the SSE transport of 2024-11-05, named or found out', async () => {
    const url = await serve('sse');
    expect(await pool.connect(httpConfig('e', url, { kind: 'sse' }))).toMatchObject({ state: 'connected' });
    await exercise();
    const args = { duration: 20, steps: 1 };
    const call = pool.call({ server: 'e', tool: 'trigger-long-running-operation', args });
    setTimeout(() => child?.kill('SIGKILL'), 300);
    await expect(call).rejects.toMatchObject({
      kind: 'unknown',
      message: expect.stringContaining('event stream was cut'),
    });
  });

  test('over SSE where only a URL was given', async () => {
    const url = await serve('sse');
    expect(await pool.connect(httpConfig('found', url))).toMatchObject({ state: 'connected' });
  });

  test('an HTTP server that is started again is found again', async () => {
    const url = await serve('streamableHttp');
    await pool.connect(httpConfig('e', url));
    const port = new URL(url).port;
    child?.kill('SIGKILL');
    await until('its end', () => child?.signalCode !== null);
    await expect(pool.call({ server: 'e', tool: 'echo', args: { message: 'a' } })).rejects.toMatchObject({
      kind: 'not-sent',
    });
    child = spawn(process.execPath, [EVERYTHING, 'streamableHttp'], { env: { ...process.env, PORT: port } });
    await until('the connection', async () => (await pool.connections.restart('e')).state === 'connected', 20_000);
    expect(resultText(await pool.call({ server: 'e', tool: 'echo', args: { message: 'b' } }))).toContain('b');
  });
});

test('@modelcontextprotocol/server-filesystem writes and reads files', async () => {
  expect(await pool.connect(stdioConfig('fs', [FILESYSTEM, folder]))).toMatchObject({ state: 'connected' });
  const path = join(folder, 'ü.txt');
  await pool.call({ server: 'fs', tool: 'write_file', args: { path, content: 'one\ntwo' } });
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo');
  expect(resultText(await pool.call({ server: 'fs', tool: 'read_text_file', args: { path, head: 1 } }))).toBe('one');
  const outside = await pool.call({ server: 'fs', tool: 'read_text_file', args: { path: '/etc/hostname' } });
  expect(outside.isError).toBe(true);
});

test('@modelcontextprotocol/server-memory keeps a graph', async () => {
  const env = { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') };
  expect(await pool.connect(stdioConfig('m', [MEMORY], { env }))).toMatchObject({ state: 'connected' });
  const entities = [{ name: 'Ada', entityType: 'person', observations: ['writes programs'] }];
  await pool.call({ server: 'm', tool: 'create_entities', args: { entities } });
  const found = await pool.call({ server: 'm', tool: 'search_nodes', args: { query: 'programs' } });
  expect(valueAt(autoData(found), ['entities', 0, 'name'])).toBe('Ada');
});

test('two servers at once, each with its own name for the same tool', async () => {
  await Promise.all([
    pool.connect(stdioConfig('one', [EVERYTHING, 'stdio'])),
    pool.connect(stdioConfig('two', [FILESYSTEM, folder])),
  ]);
  expect(pool.connections.aliases()).toEqual(['one', 'two']);
  const tools = await pool.connections.allTools();
  expect(new Set(tools.map(({ server }) => server))).toEqual(new Set(['one', 'two']));
  const [echo, list] = await Promise.all([
    pool.call({ server: 'one', tool: 'echo', args: { message: 'x' } }),
    pool.call({ server: 'two', tool: 'list_directory', args: { path: folder } }),
  ]);
  expect([echo.isError, list.isError]).toEqual([undefined, undefined]);
});
