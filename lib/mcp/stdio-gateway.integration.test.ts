import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as ModernClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernTransport } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseTrace } from '#core/trace/parse-trace.ts';
import { fromRoot, isAlive, until } from './testing/pool.ts';

/** `tracewright record` as its users have it: a process of its own, driven by clients that we did not write. */
let folder: string;
let mcp: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-'));
  mcp = join(folder, 'mcp.json');
  out = join(folder, 'trace.json');
  const node = (...args: string[]) => ({ command: process.execPath, args });
  const mcpServers = {
    hostile: node(fromRoot('lib/mcp/testing/hostile-server.ts'), 'well'),
    tracker: node(fromRoot('examples/servers/tracker/server.ts'), '--state', folder),
    everything: node(fromRoot('node_modules/@modelcontextprotocol/server-everything/dist/index.js'), 'stdio'),
  };
  writeFileSync(mcp, JSON.stringify({ mcpServers }));
});

afterEach(() => rmSync(folder, { recursive: true }));

const command = () => ({
  command: process.execPath,
  args: [fromRoot('cli/bin.mjs'), 'record', '--servers', mcp, '--prompt', 'Do it', '--out', out],
});

async function v1Client(): Promise<Client> {
  const client = new Client({ name: 'another-client', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ ...command(), stderr: 'ignore' }));
  return client;
}

async function trace() {
  await until('the trace', () => existsSync(out), 10_000);
  return parseTrace(JSON.parse(readFileSync(out, 'utf8')));
}

describe('tracewright record', () => {
  test('offers all tools, hands calls on, and writes the trace when its input ends', async () => {
    const client = await v1Client();
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['tracker__create_issue', 'everything__echo', 'hostile__env']));
    const made = await client.callTool({ name: 'tracker__create_issue', arguments: { project: 'PAY', title: 'A' } });
    expect(made.structuredContent).toMatchObject({ key: 'PAY-78' });
    const refused = await client.callTool({ name: 'tracker__get_issue', arguments: { key: 'NO-1' } });
    expect(refused).toMatchObject({ isError: true, content: [{ text: 'There is no issue "NO-1".' }] });
    await client.close();
    const { turns, calls, tools, servers } = await trace();
    expect(turns).toMatchObject([{ role: 'user', text: 'Do it' }]);
    expect(calls).toMatchObject([
      { server: 'tracker', tool: 'create_issue', origin: 'gateway', started: 1, ended: 2 },
      { server: 'tracker', tool: 'get_issue', outcome: { result: { isError: true } }, started: 3, ended: 4 },
    ]);
    expect(servers.map(({ alias }) => alias).sort()).toEqual(['everything', 'hostile', 'tracker']);
    expect(tools.map(({ name }) => name)).toContain('create_issue');
  });

  test('speaks 2026-07-28 with a client that does', async () => {
    const client = new ModernClient({ name: 'modern', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new ModernTransport({ ...command(), stderr: 'ignore' }));
    expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
    expect((await client.callTool({ name: 'everything__echo', arguments: { message: 'hi' } })).content).toEqual([
      { type: 'text', text: 'Echo: hi' },
    ]);
    await client.close();
    expect((await trace()).calls).toHaveLength(1);
  });

  test('a result leaves it with the very bytes it came with, and so does an error of the server', async () => {
    const lines = await talk([
      { id: 'a"b', method: 'tools/call', params: { name: 'hostile__numbers', arguments: {} } },
      { id: 7, method: 'tools/call', params: { name: 'hostile__rpc-error', arguments: {} } },
      { id: 8, method: 'tools/call', params: { name: 'hostile__unknown-content' } },
    ]);
    expect(lines).toContain(
      '{"jsonrpc":"2.0","id":"a\\"b","result":{"content":[{"type":"text","text":"\\u00e9"}], "structuredContent":{"price":1.0,"id":12345678901234567890}}}',
    );
    const parsed = lines.map((line) => JSON.parse(line));
    expect(parsed.find(({ id }) => id === 7)?.error).toEqual({
      code: -32050,
      message: 'Quota used up',
      data: { retryAfter: 5 },
    });
    expect(parsed.find(({ id }) => id === 8)?.result.content).toEqual([{ type: 'hologram', data: 1 }, 'text', null]);
    expect((await trace()).calls.map(({ tool }) => tool)).toEqual(['numbers', 'rpc-error', 'unknown-content']);
  });

  test('garbage on its input is answered and does no harm', async () => {
    const lines = await talk(
      [{ id: 1, method: 'tools/call', params: { name: 'hostile__twice' } }],
      ['{not json', '[]', '7', 'null', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":5,"method":"no/such"}'],
    );
    const parsed = lines.map((line) => JSON.parse(line));
    expect(parsed[0]).toMatchObject({ id: 0, result: { serverInfo: { name: 'tracewright' } } });
    expect(parsed.find(({ id }) => id === null)?.error.code).toBe(-32700);
    expect(parsed.find(({ id }) => id === 5)?.error.code).toBe(-32601);
    expect(parsed.find(({ id }) => id === 1)?.result).toMatchObject({ content: [{ text: 'first' }] });
  });

  test('calls at once overlap in the trace', async () => {
    const client = await v1Client();
    const name = 'everything__trigger-long-running-operation';
    await Promise.all([1, 2, 3].map(() => client.callTool({ name, arguments: { duration: 0.3, steps: 1 } })));
    await client.close();
    const { calls } = await trace();
    expect(calls.map(({ started }) => started)).toEqual([1, 2, 3]);
    expect(calls.map(({ ended }) => ended).sort()).toEqual([4, 5, 6]);
  });

  test('progress, cancellation and changes of the tools go through', async () => {
    const client = await v1Client();
    let changed = 0;
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
      changed += 1;
    });
    const steps: number[] = [];
    const name = 'everything__trigger-long-running-operation';
    const onprogress = ({ progress }: { progress: number }) => void steps.push(progress);
    await client.callTool({ name, arguments: { duration: 0.3, steps: 3 } }, undefined, { onprogress });
    expect(steps.slice(0, 2)).toEqual([1, 2]);
    await client.callTool({ name: 'hostile__grow' });
    await until('the news', () => changed > 0);
    // The other server tells of changes of its own after its start, so the first news may be about those.
    const names = async () => (await client.listTools()).tools.map((tool) => tool.name);
    await until('the new tool', async () => (await names()).includes('hostile__grown'));
    const abort = new AbortController();
    setTimeout(() => abort.abort('enough'), 200);
    const slow = client.callTool({ name, arguments: { duration: 30, steps: 1 } }, undefined, { signal: abort.signal });
    await expect(slow).rejects.toThrow('enough');
    await client.close();
    expect((await trace()).calls.at(-1)?.outcome).toMatchObject({ status: 'failed', kind: 'unknown' });
  });

  test('a server that dies in the middle of a call: the client is told, the trace says unknown, the rest goes on', async () => {
    const client = await v1Client();
    const lost = await client.callTool({ name: 'hostile__dies' });
    expect(lost).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('may have taken effect') }],
    });
    expect(await client.callTool({ name: 'everything__echo', arguments: { message: 'x' } })).toBeTruthy();
    await client.close();
    expect((await trace()).calls.map(({ outcome }) => outcome.status)).toEqual(['failed', 'answered']);
  });

  test('killed with SIGKILL it leaves no server behind', async () => {
    const child = spawn(command().command, command().args, { stdio: ['pipe', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stdin.write(`${JSON.stringify(INITIALIZE)}\n`);
    child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hostile__pid"}}\n');
    await until('the server’s process id', () => said.includes('"id":1'), 20_000);
    const answer = JSON.parse(said.split('\n').find((line) => line.includes('"id":1')) ?? '');
    const pid = Number(answer.result.content[0].text);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    await until('its end', () => !isAlive(pid));
  });
});

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'by-hand', version: '0' } },
};

/** Writes JSON-RPC by hand and gives the lines that came back, one per request. */
async function talk(requests: readonly object[], garbage: readonly string[] = []): Promise<string[]> {
  const child = spawn(command().command, command().args, { stdio: ['pipe', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    said += chunk;
  });
  const messages = [INITIALIZE, { method: 'notifications/initialized' }, ...requests];
  child.stdin.write(`${JSON.stringify(INITIALIZE)}\n`);
  await until('the greeting', () => said.includes('\n'), 20_000);
  for (const line of garbage) child.stdin.write(`${line}\n`);
  for (const message of messages.slice(1)) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const ids = requests.map((request) => JSON.stringify('id' in request ? request.id : null));
  await until('all answers', () => ids.every((id) => said.includes(`"id":${id}`)), 20_000);
  child.stdin.end();
  await until('its end', () => child.exitCode !== null, 10_000);
  return said.trim().split('\n');
}
