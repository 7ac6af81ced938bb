import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentHash } from '#lib/mcp/command-consent.ts';
import { fromRoot, stdioConfig, until } from '#lib/mcp/testing/pool.ts';
import { readTrace } from '../calls/read-trace.ts';
import { settleApproval } from '../calls/settle-approval.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { createPrototype } from '../prototypes/create-prototype.ts';
import type { Studio } from '../studio.ts';
import { serveGateway } from './serve-gateway.ts';

/** Clients that we did not write, over real HTTP, on a studio with a real database and real servers. */
let studio: Studio;
let prototypeId: string;
let url: URL;
let stop: () => Promise<void>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  const opened = await openTestStudio();
  studio = opened.studio;
  const servers = [
    stdioConfig('tracker', [fromRoot('examples/servers/tracker/server.ts'), '--state', folder]),
    stdioConfig('everything', [
      fromRoot('node_modules/@modelcontextprotocol/server-everything/dist/index.js'),
      'stdio',
    ]),
  ];
  for (const config of servers) {
    await studio.store.servers.create(config);
    const consent = consentHash(config.transport) ?? undefined;
    expect(await studio.connections.connect(config, { consentHash: consent })).toMatchObject({ state: 'connected' });
  }
  const prototype = await createPrototype(studio, { name: 'Gateway', servers: ['tracker', 'everything'] });
  prototypeId = prototype.id;
  await studio.store.prototypes.update(prototypeId, { chat: { gateway: 'allow' } });
  const http = createServer(toNodeHandler({ fetch: (request) => serveGateway(studio, { prototypeId, request }) }));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  url = new URL(`http://127.0.0.1:${address.port}/`);
  stop = async () => {
    http.closeAllConnections();
    http.close();
    await opened.close();
    rmSync(folder, { recursive: true });
  };
});

afterAll(() => stop());

async function v1Client() {
  const client = new Client({ name: 'another-client', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(url));
  return client;
}

const calls = async () => (await readTrace(studio, prototypeId)).calls;

describe('the gateway of a prototype over HTTP', () => {
  test('offers the tools of all its servers to a client of 2025-11-25 and records what it does', async () => {
    const client = await v1Client();
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain('tracker__create_issue');
    expect(names).toContain('everything__echo');
    const made = await client.callTool({ name: 'tracker__create_issue', arguments: { project: 'PERF', title: 'A' } });
    expect(made.structuredContent).toMatchObject({ key: 'PERF-15' });
    expect((await calls()).at(-1)).toMatchObject({
      server: 'tracker',
      tool: 'create_issue',
      origin: 'gateway',
      args: { project: 'PERF', title: 'A' },
      outcome: { status: 'answered', result: { structuredContent: { key: 'PERF-15' } } },
    });
    expect((await readTrace(studio, prototypeId)).tools.map((tool) => tool.name)).toContain('create_issue');
    await client.close();
  });

  test('speaks 2026-07-28 too', async () => {
    const client = new ModernClient({ name: 'modern', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new ModernTransport(url));
    expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
    const result = await client.callTool({ name: 'everything__echo', arguments: { message: 'ü' } });
    expect(result.content).toEqual([{ type: 'text', text: 'Echo: ü' }]);
    await client.close();
  });

  test('hands on progress, resources, prompts, completions and the server’s own errors', async () => {
    const client = await v1Client();
    const progress: number[] = [];
    await client.callTool(
      { name: 'everything__trigger-long-running-operation', arguments: { duration: 0.4, steps: 4 } },
      undefined,
      { onprogress: ({ progress: value }) => progress.push(value) },
    );
    expect(progress.slice(0, 3)).toEqual([1, 2, 3]);
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toContain('tracker://projects');
    const read = await client.readResource({ uri: 'ticket://PERF-11' });
    expect(read.contents).toMatchObject([{ uri: 'ticket://PERF-11', text: expect.stringContaining('old tablets') }]);
    const prompt = await client.getPrompt({ name: 'everything__args-prompt', arguments: { city: 'Bern' } });
    expect(JSON.stringify(prompt.messages)).toContain('Bern');
    const completion = await client.complete({
      ref: { type: 'ref/prompt', name: 'tracker__write_ticket' },
      argument: { name: 'project', value: 'P' },
    });
    expect(completion.completion.values).toEqual(['PERF', 'PAY']);
    await expect(client.readResource({ uri: 'ticket://NONE-1' })).rejects.toThrow('There is no issue');
    await expect(client.callTool({ name: 'everything__none', arguments: {} })).rejects.toThrow('There is no tool');
    await client.close();
  });

  test('parallel calls overlap in the record as they did in time', async () => {
    const client = await v1Client();
    const long = (duration: number) =>
      client.callTool({ name: 'everything__trigger-long-running-operation', arguments: { duration, steps: 1 } });
    await Promise.all([long(0.3), long(0.3), long(0.3)]);
    const [a, b, c] = (await calls()).slice(-3);
    const firstEnd = Math.min(a?.ended ?? 0, b?.ended ?? 0, c?.ended ?? 0);
    for (const call of [a, b, c]) expect(call?.started).toBeLessThan(firstEnd);
    await client.close();
  });

  test('a client that cancels ends the call, and the record says that it may have taken effect', async () => {
    const client = await v1Client();
    const abort = new AbortController();
    const call = client.callTool(
      { name: 'everything__trigger-long-running-operation', arguments: { duration: 20, steps: 2 } },
      undefined,
      { signal: abort.signal },
    );
    setTimeout(() => abort.abort('enough'), 300);
    await expect(call).rejects.toThrow('enough');
    await until('the end of the call', async () => {
      const last = (await calls()).at(-1);
      return last?.outcome.status === 'failed' && last.outcome.kind === 'unknown';
    });
    await client.close();
  });

  test('tells its clients when a server comes or goes', async () => {
    const client = await v1Client();
    let changed = 0;
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
      changed += 1;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await studio.connections.stop('everything');
    await until('the news', () => changed > 0);
    expect((await client.listTools()).tools.map((tool) => tool.name)).not.toContain('everything__echo');
    await client.close();
  });

  test('a write waits for an approval in the studio unless the prototype allows writes of agents', async () => {
    await studio.store.prototypes.update(prototypeId, { chat: { gateway: 'ask' } });
    const client = await v1Client();
    const call = client.callTool({ name: 'tracker__delete_issue', arguments: { key: 'PERF-14' } });
    await until('the question', async () => (await studio.store.approvals.open(prototypeId)).length > 0);
    expect((await client.callTool({ name: 'tracker__get_issue', arguments: { key: 'PERF-14' } })).isError).toBeFalsy();
    const [approval] = await studio.store.approvals.open(prototypeId);
    await settleApproval(studio, {
      prototypeId,
      approvalId: approval?.id ?? '',
      answer: { approve: false, reason: 'Not that one.' },
    });
    expect(await call).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('Not that one.') }] });
    await client.close();
  });
});
