import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../scripts/root.ts';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { expect, test } from './studio-test.ts';

/** A remote server and its authorization server, both the official SDK's own, and the user's browser between them. */
test.describe.configure({ mode: 'serial' });

let child: ChildProcess;
let place: { readonly mcp: string; readonly base: string };

test.beforeAll(async () => {
  child = spawn(process.execPath, [join(root, 'e2e/servers/oauth-server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  place = await new Promise((resolve, reject) => {
    child.once('exit', reject);
    child.stdout?.on('data', (chunk: Buffer) => resolve(JSON.parse(String(chunk))));
  });
});
test.afterAll(() => {
  child.kill();
});

test('a server that wants a sign-in says so, and nothing is registered anywhere before the user asks for it', async ({
  page,
}) => {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Add servers' }).first().click();
  await page
    .getByLabel('Configuration, command or URL')
    .fill(JSON.stringify({ mcpServers: { notes: { url: place.mcp } } }));
  await page.getByRole('button', { name: 'Add 1 server' }).click();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'notes' });
  await expect(row).toContainText('Waits for you to sign in');
  await expect(row).toContainText('The server wants to know who you are.');
  const counted = await (await fetch(new URL('counted', place.base))).json();
  expect(counted).toMatchObject({ registrations: 0 });
});

test('the user is told where it goes and what for, refuses there, and reads so on the server’s page', async ({
  page,
}) => {
  await page.goto('/servers/notes');
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Sign in for “notes”' });
  await expect(dialog).toContainText(new URL(place.base).host);
  await expect(dialog).toContainText('notes:read');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole('link', { name: /Continue to/ }).click();
  await expect(page.getByRole('heading', { name: 'Let Tracewright use your notes?' })).toBeVisible();
  await page.getByRole('link', { name: 'Refuse' }).click();
  await expect(page).toHaveURL(/\/servers\/notes$/);
  await expect(page.getByRole('main')).toContainText('You are not signed in: it was refused there.');
});

test('after signing in the server is connected, and no page, log or answer holds the token', async ({
  page,
  studio,
}) => {
  await page.goto('/servers/notes');
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  await page.getByRole('link', { name: /Continue to/ }).click();
  await page.getByRole('link', { name: 'Allow' }).click();
  await expect(page).toHaveURL(/\/servers\/notes$/);
  await expect(page.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  await page.getByRole('navigation', { name: 'tools' }).getByRole('button', { name: 'list_notes' }).click();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Result of list_notes' })).toContainText('notes for ••••••');

  const listed = await (await fetch(`${studio.address}/api/servers`, { headers: studio.headers })).text();
  const settings = await (await fetch(`${studio.address}/api/settings`, { headers: studio.headers })).text();
  const shown = `${listed} ${settings} ${await page.content()} ${studio.process.output()}`;
  expect(shown).toContain('notes');
  expect(shown).not.toMatch(/access-[0-9a-f-]{36}|refresh-[0-9a-f-]{36}/);
});

test('a second use of the address that came back changes nothing, and a made-up one is not known', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/409 \(Conflict\)/);
  await page.goto('/oauth/callback?code=made-up&state=made-up');
  await expect(page.getByRole('heading', { name: 'This sign-in is not known here' })).toBeVisible();
});

test('signing out forgets the sign-in', async ({ page }) => {
  await page.goto('/servers/notes');
  await page.getByRole('tab', { name: 'Connection' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(place.base);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Not connected' })).toBeVisible();
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click();
  await expect(page.getByRole('status').filter({ hasText: 'Waits for you to sign in' })).toBeVisible();
});
