import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../scripts/root.ts';
import { ask } from './own-sample.ts';
import { openTool } from './servers/pages.ts';
import { expect, type RunningStudio, test } from './studio-test.ts';

// What a server may send at most is 50 MiB in one message; this is just below it, and then above it.

const BELOW = 48;
const ABOVE = 60;

interface Answered {
  readonly id: string;
  readonly wholeLength?: number;
  readonly outcome: { readonly status: string; readonly message?: string };
}

async function connectWarehouse(studio: RunningStudio): Promise<void> {
  const args = [join(root, 'e2e/servers/warehouse-server.mjs'), studio.home];
  const transport = { kind: 'stdio', command: process.execPath, args, env: {} };
  await ask(studio, '/api/servers', 'POST', { config: { alias: 'warehouse', transport } });
  const { consent } = await ask<{ readonly consent: { readonly hash: string } }>(
    studio,
    '/api/servers/warehouse',
    'GET',
  );
  await ask(studio, '/api/servers/warehouse/connection', 'POST', { consent: consent.hash, wait: true });
}

/** A page that holds megabytes is not fluid, whatever it shows of them. */
async function expectLight(page: Page): Promise<void> {
  const characters = await page.evaluate(() => document.documentElement.outerHTML.length);
  expect(characters).toBeLessThan(2_000_000);
}

test('a result of fifty megabytes is shown in part and kept whole; a larger one is refused; the studio lives on', async ({
  page,
  studio,
}) => {
  test.setTimeout(240_000);
  await connectWarehouse(studio);
  await openTool(page, 'warehouse', 'get_dump');
  await page.getByLabel('megabytes', { exact: true }).fill(String(BELOW));
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  const article = page.getByRole('article');
  await expect(article).toContainText('This is the beginning of a large result.', { timeout: 60_000 });
  await expect(article).toContainText('one line of a dump');
  await expectLight(page);
  await page.getByRole('searchbox', { name: 'Search tools' }).fill('order');
  await expect(page.getByRole('navigation', { name: 'tools' }).getByRole('button', { name: 'get_dump' })).toHaveCount(
    0,
  );

  const wish = { name: 'Dumps', servers: ['warehouse'] };
  const { id } = await ask<{ readonly id: string }>(studio, '/api/prototypes', 'POST', wish);
  await page.goto(`/prototypes/${id}`);
  const call = (tool: string, args: object) =>
    ask<Answered>(studio, `/api/prototypes/${id}/calls`, 'POST', { server: 'warehouse', tool, args });
  const dump = await call('get_dump', { megabytes: BELOW });
  expect(dump.wholeLength).toBeGreaterThan(BELOW * 1_000_000);
  expect(JSON.stringify(dump).length).toBeLessThan(100_000);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await graph.getByRole('button', { name: /^get_dump/ }).click();
  await page.getByRole('tab', { name: 'Result' }).click();
  const inspector = page.getByRole('article', { name: 'Call of get_dump' });
  await expect(inspector).toContainText('This is the beginning of a large result.');
  await expect(inspector).toContainText('one line of a dump');
  await expectLight(page);

  const refused = await call('get_dump', { megabytes: ABOVE });
  expect(refused.outcome).toMatchObject({ status: 'failed', message: expect.stringMatching(/50 MB|too large|larger/) });
  expect((await call('get_order', { id: 'order-1' })).outcome.status).toBe('answered');
  await page.reload();
  await expect(graph.getByRole('button', { name: /^get_order/ })).toBeVisible();
  await expect(graph.getByRole('button', { name: /^get_dump/ })).toHaveCount(2);
  await expectLight(page);
});
