import { join } from 'node:path';
import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Page } from '@playwright/test';
import { root } from '../scripts/root.ts';
import { ask } from '../scripts/start/test/studio-process.ts';
import { findPython, type Python } from './servers/clients/python.ts';
import { addByPasting, scripts } from './servers/pages.ts';
import { expect, type RunningStudio, test } from './studio-test.ts';

/** Clients that we did not write, on the real address of a running studio, with its page open beside them. */
test.describe.configure({ mode: 'serial' });

interface Gateway {
  readonly prototype: string;
  readonly url: string;
  readonly token: string;
}

/** A prototype of its own for each test, so that its graph shows what that test did. */
let gateway: Gateway;
let python: Promise<Python>;

test.beforeAll(() => {
  // Installed while the first tests run.
  python = findPython();
});

async function api<Answer>(studio: RunningStudio, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(studio.address + path, {
    method,
    headers: { ...studio.headers, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  // Answers of our own routes, typed by what the tests need of them.
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

const requestInit = () => ({ headers: { Authorization: `Bearer ${gateway.token}` } });

async function v1Client(capabilities = {}): Promise<Client> {
  const client = new Client({ name: 'a v1 client', version: '1.0.0' }, { capabilities });
  await client.connect(new StreamableHTTPClientTransport(new URL(gateway.url), { requestInit: requestInit() }));
  return client;
}

async function v2Client(era: 'legacy' | 'modern'): Promise<NewClient> {
  const mode = era === 'modern' ? ({ pin: '2026-07-28' } as const) : era;
  const client = new NewClient({ name: 'a v2 client', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new NewTransport(new URL(gateway.url), { requestInit: requestInit() }));
  return client;
}

const node = (page: Page, text: string) => page.getByRole('main').locator('[data-call]').filter({ hasText: text });

test.beforeEach(async ({ studio, page }) => {
  const known = await api<{ config: { alias: string } }[]>(studio, 'GET', '/api/servers');
  for (const alias of ['everything', 'asking'] as const) {
    if (!known.some(({ config }) => config.alias === alias)) await addByPasting(page, alias, scripts[alias]);
  }
  const made = await api<{ id: string }>(studio, 'POST', '/api/prototypes', {
    name: 'Outside agents',
    servers: ['everything', 'asking'],
  });
  await api(studio, 'PATCH', `/api/prototypes/${made.id}`, { chat: { gateway: 'allow' } });
  const { url, token } = await api<{ url: string; token: string }>(studio, 'GET', `/api/prototypes/${made.id}/gateway`);
  gateway = { prototype: made.id, url, token };
  expect(url).toBe(`${studio.address}/mcp/${made.id}`);
});

test('what clients of every kind do appears on the graph as it happens', async ({ page }) => {
  await page.goto(`/prototypes/${gateway.prototype}`);
  const clients = { v1: await v1Client(), legacy: await v2Client('legacy'), modern: await v2Client('modern') };
  expect(clients.modern.getNegotiatedProtocolVersion()).toBe('2026-07-28');
  for (const [name, client] of Object.entries(clients)) {
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain('everything__echo');
    expect(names).toContain('asking__test_simple_text');
    const result = await client.callTool({ name: 'everything__echo', arguments: { message: `hello from ${name}` } });
    expect(result.content).toEqual([{ type: 'text', text: `Echo: hello from ${name}` }]);
    await expect(node(page, `hello from ${name}`)).toBeVisible();
  }
  for (const client of Object.values(clients)) await client.close();
});

test('the official Python client works in both eras', async ({ page }) => {
  test.setTimeout(150_000);
  const found = await python;
  test.skip(found.kind === 'missing', found.kind === 'missing' ? found.reason : '');
  if (found.kind === 'missing') return;
  const script = join(root, 'e2e/servers/clients/gateway_client.py');
  const visits: unknown = JSON.parse(await found.run(script, [gateway.url, gateway.token]));
  expect(visits).toEqual(
    ['legacy', 'auto'].map((mode) => ({
      version: mode === 'legacy' ? '2025-11-25' : '2026-07-28',
      tools: expect.arrayContaining(['everything__echo', 'asking__test_simple_text']),
      echo: `Echo: from python ${mode}`,
      progress: expect.arrayContaining([1, 2, 3]),
      resources: expect.any(Number),
      prompt: expect.stringContaining('Bern'),
    })),
  );
  await page.goto(`/prototypes/${gateway.prototype}`);
  for (const mode of ['legacy', 'auto']) await expect(node(page, `from python ${mode}`)).toBeVisible();
});

test('several clients at once get their own answers', async () => {
  const clients = await Promise.all([
    v1Client(),
    v1Client(),
    v2Client('legacy'),
    v2Client('modern'),
    v2Client('modern'),
  ]);
  const answers = await Promise.all(
    clients.flatMap((client, index) =>
      Array.from({ length: 8 }, async (_, turn) => {
        const message = `client ${index} turn ${turn}`;
        const result = await client.callTool({ name: 'everything__echo', arguments: { message } });
        return JSON.stringify(result.content).includes(message);
      }),
    ),
  );
  expect(answers).toHaveLength(40);
  expect(answers.every(Boolean)).toBe(true);
  await Promise.all(clients.map((client) => client.close()));
});

test('progress arrives, and a cancelled call is recorded as one that may have taken effect', async ({ page }) => {
  const client = await v1Client();
  const steps: number[] = [];
  const long = { name: 'everything__trigger-long-running-operation', arguments: { duration: 0.4, steps: 4 } };
  await client.callTool(long, undefined, { onprogress: ({ progress }) => steps.push(progress) });
  expect(steps.slice(0, 3)).toEqual([1, 2, 3]);

  await page.goto(`/prototypes/${gateway.prototype}`);
  const abort = new AbortController();
  const call = client.callTool({ ...long, arguments: { duration: 30, steps: 2 } }, undefined, { signal: abort.signal });
  await expect(node(page, 'running').first()).toBeVisible();
  abort.abort('enough');
  await expect(call).rejects.toThrow('enough');
  await expect
    .poll(async () => {
      const snapshot = await page.request.get(`/api/prototypes/${gateway.prototype}`);
      const { trace } = (await snapshot.json()) as { trace: { calls: { outcome: object }[] } };
      return trace.calls.at(-1)?.outcome;
    })
    .toMatchObject({ status: 'failed', kind: 'unknown' });
  await client.close();
});

test('resources, prompts and completions pass through as the servers gave them', async () => {
  for (const client of [await v1Client(), await v2Client('modern')]) {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('test://static-binary');
    expect(await client.readResource({ uri: 'test://static-binary' })).toMatchObject({
      contents: [{ uri: 'test://static-binary', mimeType: 'image/png', blob: expect.stringMatching(/^iVBOR/) }],
    });
    const filled = await client.readResource({ uri: 'test://template/42/data' });
    expect(JSON.stringify(filled.contents)).toContain('Data for ID: 42');
    const { messages } = await client.getPrompt({
      name: 'asking__test_prompt_with_arguments',
      arguments: { arg1: 'a', arg2: 'b' },
    });
    expect(JSON.stringify(messages)).toContain("arg1='a', arg2='b'");
    const { completion } = await client.complete({
      ref: { type: 'ref/prompt', name: 'asking__test_prompt_with_arguments' },
      argument: { name: 'arg1', value: 'par' },
    });
    expect(completion).toMatchObject({ values: ['paris', 'park', 'party'] });
    await client.close();
  }
});

test('a result of ten megabytes arrives whole and does not stop the page', async ({ page }) => {
  const client = await v1Client();
  const result = await client.callTool({ name: 'asking__test_big_text', arguments: { bytes: 10_000_000 } });
  expect(JSON.stringify(result.content).length).toBeGreaterThan(10_000_000);
  await page.goto(`/prototypes/${gateway.prototype}`);
  await expect(node(page, 'test_big_text').first()).toBeVisible();
  await node(page, 'test_big_text').first().click();
  await page.getByRole('tab', { name: 'Result' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Result' })).toContainText('xxxxxxxx');
  await page.getByRole('tab', { name: 'Timing' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Timing' })).toBeVisible({ timeout: 2_000 });
  await client.close();
});

test('clients are told when a server’s tools change and when a server goes', async ({ studio }) => {
  const client = await v1Client();
  let told = 0;
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    told += 1;
  });
  await expect
    .poll(async () => {
      // The stream for news opens a moment after the handshake.
      await client.callTool({ name: 'asking__test_trigger_tool_change', arguments: {} });
      return told;
    })
    .toBeGreaterThan(0);
  told = 0;
  await api(studio, 'DELETE', '/api/servers/everything/connection');
  await expect.poll(() => told).toBeGreaterThan(0);
  expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('everything__echo');
  await api(studio, 'POST', '/api/servers/everything/connection', { wait: true });
  await client.close();
});

test('what a server asks goes to a client that can answer, else to the person in the studio', async ({ page }) => {
  await page.goto(`/prototypes/${gateway.prototype}`);
  for (const client of [await v1Client(), await v2Client('modern')]) {
    const call = client.callTool(
      { name: 'asking__test_elicitation', arguments: { message: 'Which colour do you like?' } },
      undefined,
    );
    const card = page.getByRole('region', { name: /asking asks you/ });
    await expect(card).toContainText('Which colour do you like?');
    await card.getByLabel('response').fill('green');
    await card.getByRole('button', { name: 'Send answer' }).click();
    await expect(card).toHaveCount(0);
    expect(JSON.stringify((await call).content)).toContain('green');
    await client.close();
  }
});

test('nobody gets in without the token of the prototype, from another host or from another page', async () => {
  const attempt = async (headers: Record<string, string>) => {
    const client = new Client({ name: 'x', version: '1' });
    return client
      .connect(new StreamableHTTPClientTransport(new URL(gateway.url), { requestInit: { headers } }))
      .then(() => 'in')
      .catch((error: Error) => error.message);
  };
  const Authorization = `Bearer ${gateway.token}`;
  expect(await attempt({})).toMatch(/401|unauth/i);
  expect(await attempt({ Authorization: `${Authorization}x` })).toMatch(/401|unauth/i);
  expect(await attempt({ Authorization, Origin: 'https://evil.example' })).toMatch(/403|origin/i);
  const { port, pathname } = new URL(gateway.url);
  for (const host of ['evil.example', `127.0.0.1.nip.io:${port}`, `localhost:${Number(port) + 1}`]) {
    const headers = { host, authorization: Authorization, 'content-type': 'application/json' };
    const answer = await ask(Number(port), pathname, { method: 'POST', headers, body: '{}' });
    expect([host, answer.status]).toEqual([host, 403]);
  }
  expect(await attempt({ Authorization })).toBe('in');
});
