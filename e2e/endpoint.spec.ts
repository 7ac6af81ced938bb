import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Page } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { ask, ownSample } from './own-sample.ts';
import { sample } from './sample.ts';
import { expect, type RunningStudio, test } from './studio-test.ts';

// A workflow that others call, as its user meets it: switch it on, take the configuration along, and watch who calls.

interface Address {
  readonly tool: string;
  readonly gateway: string;
  readonly url: string;
  readonly token: string;
}

const addressOf = (studio: RunningStudio, prototype: string) =>
  ask<Address>(studio, `/api/prototypes/${prototype}/endpoint`, 'GET');

async function connected({ gateway, token }: Address): Promise<Client> {
  const client = new Client({ name: 'an outside agent', version: '1.0.0' });
  const requestInit = { headers: { Authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(gateway), { requestInit }));
  return client;
}

const called = (page: Page) => page.getByRole('region', { name: 'Endpoint' }).getByRole('listitem');

test('a workflow that is switched on is called by an MCP client and by curl, and each call shows up as a run', async ({
  page,
  studio,
}) => {
  test.setTimeout(180_000);
  const prototype = await ownSample(studio);
  const address = await addressOf(studio, prototype);
  await page.goto(`/prototypes/${prototype}/runs`);
  await page.getByRole('link', { name: 'Endpoint' }).click();
  await expect(page).toHaveURL(`/prototypes/${prototype}/runs/endpoint`);
  await expect(page.getByText('Nobody can call this workflow.')).toBeVisible();
  await expect(page.getByText('Nothing is opened')).toBeVisible();
  await expectAccessible(page);
  const before = await connected(address);
  expect((await before.listTools()).tools.map(({ name }) => name)).not.toContain(address.tool);
  await before.close();

  await page.getByRole('radio', { name: 'Plan' }).click();
  await expect(page.getByText(`POST ${address.url}/invoke`, { exact: true })).toBeVisible();
  await expect(page.getByText('Nobody has called it yet')).toBeVisible();
  // The token is taken along by copying and stands nowhere on the page.
  await expect(page.getByText(address.token)).toHaveCount(0);

  const client = await connected(address);
  const tool = (await client.listTools()).tools.find(({ name }) => name === address.tool);
  expect(tool?.inputSchema.required).toEqual([]);
  const result = await client.callTool({ name: address.tool, arguments: {} });
  expect(result.structuredContent).toMatchObject({ status: 'succeeded', mode: 'plan' });
  const calls = called(page).filter({ hasText: 'Succeeded' });
  await expect(calls).toHaveCount(1);
  await expect(calls).toContainText(`${sample.tickets} planned`);

  const http = (path: string, init: RequestInit, token = address.token) =>
    fetch(`${address.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
  expect((await http('/invoke', { method: 'POST', body: '{}' }, 'wrong')).status).toBe(401);
  expect((await http('/openapi.json', {})).status).toBe(200);

  // A call that writes waits for whoever sits here, and goes on when they have answered.
  await page.getByRole('radio', { name: 'Apply' }).click();
  await expect(page.getByText('a call makes the changes')).toBeVisible();
  const waits = await http('/invoke', { method: 'POST', body: '{}' });
  expect(waits.status).toBe(202);
  const { run } = (await waits.json()) as { readonly run: string };
  const waiting = called(page).filter({ hasText: 'Waits for you' });
  await expect(waiting).toHaveCount(1);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectFitsPhone(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await waiting.getByRole('link').click();
  await expect(page).toHaveURL(`/prototypes/${prototype}/runs/${run}`);
  await page.getByRole('button', { name: /^Approve this tool here/ }).click();
  await expect
    .poll(async () => ((await (await http(`/runs/${run}`, {})).json()) as { status: string }).status)
    .toBe('succeeded');

  await page.goto(`/prototypes/${prototype}/runs`);
  await expect(page.getByRole('listitem').filter({ hasText: 'called' })).toHaveCount(2);
  await page.getByRole('link', { name: 'Endpoint (on)' }).click();
  await expect(page.getByText('create_issue runs without asking: you allowed it here.')).toBeVisible();
  await page.getByRole('radio', { name: 'Off' }).click();
  await expect(page.getByText('Nothing is opened')).toBeVisible();
  expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain(address.tool);
  expect((await http('/invoke', { method: 'POST', body: '{}' })).status).toBe(404);
  await client.close();
});
