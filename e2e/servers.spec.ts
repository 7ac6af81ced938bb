import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../scripts/root.ts';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { expect, test } from './studio-test.ts';

const node = process.execPath;
const everything = join(root, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js');
const shapes = join(root, 'e2e/servers/shapes-server.mjs');

/** Adds a server by pasting, and allows its command, as a user does. */
async function addByPasting(
  page: Page,
  alias: string,
  script: string,
  env: Record<string, string> = {},
): Promise<void> {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Add servers' }).first().click();
  const config = { mcpServers: { [alias]: { command: node, args: [script], env } } };
  await page.getByLabel('Configuration, command or URL').fill(JSON.stringify(config));
  await page.getByRole('button', { name: 'Add 1 server' }).click();
  const consent = page.getByRole('dialog', { name: `Start “${alias}” on this machine?` });
  await expect(consent).toContainText(script);
  await consent.getByRole('button', { name: 'Allow and start' }).click();
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: alias })).toContainText('Connected', {
    timeout: 30_000,
  });
}

async function openTool(page: Page, alias: string, tool: string): Promise<void> {
  await page.goto(`/servers/${alias}`);
  await page.getByRole('navigation', { name: 'tools' }).getByRole('button', { name: tool }).click();
  await expect(page.getByRole('article')).toContainText(tool);
}

test.describe.configure({ mode: 'serial' });

test('a pasted server is shown whole, starts nothing before it is allowed, and then connects', async ({
  page,
  studio,
}) => {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Add servers' }).first().click();
  const pasted = `// my servers
  { "mcpServers": { "everything": { "command": ${JSON.stringify(node)}, "args": [${JSON.stringify(everything)}],
    "env": { "DEMO_API_TOKEN": "sk-demo-0123456789abcdef" }, }, } }`;
  await page.getByLabel('Configuration, command or URL').fill(pasted);
  const dialog = page.getByRole('dialog', { name: 'Add servers' });
  await expect(dialog).toContainText(everything);
  await expect(dialog).toContainText('moves to the vault');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add 1 server' }).click();

  const consent = page.getByRole('dialog', { name: 'Start “everything” on this machine?' });
  await expect(consent).toContainText(everything);
  await consent.getByRole('button', { name: 'Not now' }).click();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'everything' }).first();
  await expect(row).toContainText('Waits for your consent');

  await row.getByRole('button', { name: 'Review and start' }).click();
  await consent.getByRole('button', { name: 'Allow and start' }).click();
  await expect(row).toContainText('Connected', { timeout: 30_000 });
  await expect(row).toContainText('Everything Reference Server');

  const listed = await fetch(`${studio.address}/api/servers`, { headers: studio.headers });
  const secrets = await fetch(`${studio.address}/api/secrets`, { headers: studio.headers });
  const shown = `${await listed.text()} ${await secrets.text()} ${await page.content()}`;
  expect(shown).toContain('DEMO_API_TOKEN');
  expect(shown).not.toContain('sk-demo-0123456789abcdef');
});

test('a tool is called from its form, with the JSON beside it always saying the same', async ({ page }) => {
  await openTool(page, 'everything', 'get-sum');
  await page.getByLabel('a', { exact: true }).fill('19');
  await page.getByLabel('b', { exact: true }).fill('23');
  await expect(page.getByRole('textbox', { name: 'Arguments as JSON' })).toContainText('"a": 19');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Result of get-sum' })).toContainText('42');

  await page.getByRole('textbox', { name: 'Arguments as JSON' }).fill('{"a": 1, "b": ');
  await expect(page.getByRole('article')).toContainText('This is not JSON yet');
  await expect(page.getByRole('button', { name: 'Call', exact: true })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Arguments as JSON' }).fill('{"a": 1, "b": 2}');
  await expect(page.getByLabel('b', { exact: true })).toHaveValue('2');
});

test('a form says what is missing before the server does, and can be overruled', async ({ page }) => {
  await openTool(page, 'everything', 'get-sum');
  await page.getByLabel('a', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('article')).toContainText('Is required');
  await expectAccessible(page);
  await page.getByRole('button', { name: /Call anyway/ }).click();
  await expect(page.getByRole('article')).toContainText('The tool answered with an error');
});

test('a long call shows its progress and can be cancelled', async ({ page }) => {
  await openTool(page, 'everything', 'trigger-long-running-operation');
  await page.getByLabel('duration', { exact: true }).fill('20');
  await page.getByLabel('steps', { exact: true }).fill('40');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toBeVisible();
  await expect(page.getByRole('article')).toContainText(/\d+ of 40/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('article')).toContainText('The call was cancelled.');
});

test('images, resource links and structured results are shown as what they are', async ({ page }) => {
  await openTool(page, 'everything', 'get-tiny-image');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('img', { name: /Result of get-tiny-image/ })).toBeVisible();

  await openTool(page, 'everything', 'get-structured-content');
  await page.getByRole('combobox', { name: 'location' }).click();
  await page.getByRole('option', { name: 'Chicago' }).click();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('tree', { name: 'Result of get-structured-content' })).toContainText('temperature');
});

test('what a tool does is the user’s to say', async ({ page }) => {
  await openTool(page, 'everything', 'echo');
  await page.getByRole('combobox', { name: 'What it does' }).click();
  await page.getByRole('option', { name: /Destroy/ }).click();
  await expect(page.getByRole('combobox', { name: 'What it does' })).toContainText('set by you');
  await openTool(page, 'everything', 'echo');
  await expect(page.getByRole('combobox', { name: 'What it does' })).toContainText('Destroy');
  await expect(page.getByRole('button', { name: 'Call: it may delete' })).toBeVisible();
});

test('resources are read, templates are filled in, prompts are got', async ({ page }) => {
  await page.goto('/servers/everything');
  await page.getByRole('tab', { name: /Resources/ }).click();
  const list = page.getByRole('navigation', { name: 'resources' });
  await list.getByRole('button', { name: /Dynamic Text Resource/ }).click();
  await page.getByLabel('resourceId', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.getByRole('article')).toContainText('demo://resource/dynamic/text/7');
  await expect(page.getByRole('article')).toContainText('Answered');

  await page.getByRole('tab', { name: /Prompts/ }).click();
  await page.getByRole('navigation', { name: 'prompts' }).getByRole('button', { name: 'args-prompt' }).click();
  await page.getByLabel('city', { exact: true }).fill('Graz');
  await page.getByRole('button', { name: 'Get', exact: true }).click();
  await expect(page.getByRole('article')).toContainText('Graz');
});

test('nested objects, lists, choices and alternatives are filled in without writing JSON', async ({ page }) => {
  await addByPasting(page, 'shapes', shapes);
  await openTool(page, 'shapes', 'book_seats');
  await page.getByLabel('name', { exact: true }).fill('Ada');
  await page.getByRole('radiogroup', { name: 'vip' }).getByRole('radio', { name: 'True' }).click();
  await page.getByRole('button', { name: 'Add an item' }).click();
  await page.getByRole('button', { name: 'Add another' }).click();
  await page.getByLabel('row', { exact: true }).nth(0).fill('3');
  await page.getByLabel('row', { exact: true }).nth(1).fill('4');
  await page.getByRole('combobox', { name: 'class' }).click();
  await page.getByRole('option', { name: 'business' }).click();
  await page.getByRole('combobox', { name: 'payment' }).click();
  await page.getByRole('option', { name: 'Invoice' }).click();
  await page.getByLabel('invoice', { exact: true }).fill('R-1');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  const result = page.getByRole('tree', { name: 'Result of book_seats' });
  for (const value of ['"Ada"', 'true', '3', '4', '"business"', '"R-1"']) await expect(result).toContainText(value);
});

test('a server that fails says why, shows its own words, and can be removed', async ({ page }) => {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Add servers' }).first().click();
  await page.getByRole('radio', { name: 'Fill in' }).click();
  await page.getByLabel('Name', { exact: true }).fill('broken');
  await page
    .getByLabel('Command', { exact: true })
    .fill(`${node} -e "console.error('no licence file'); process.exit(3)"`);
  await page.getByRole('button', { name: 'Add server', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('It runs code that is written in its arguments.');
  await page.getByRole('button', { name: 'Allow and start' }).click();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'broken' }).first();
  await expect(row).toContainText('exit code 3', { timeout: 30_000 });
  await expect(row).toContainText('no licence file');
  await expectAccessible(page);

  await row.getByRole('link', { name: 'broken' }).click();
  await expect(page.getByText('It could not be reached')).toBeVisible();
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page).toHaveURL(/\/servers$/);
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'broken' })).toHaveCount(0);
});

test('a server that is gone says so and comes back when it is connected again', async ({ page }) => {
  await page.goto('/servers/everything');
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('button', { name: 'Connect', exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click();
  await expect(page.getByRole('tab', { name: /Tools/ })).toContainText('13', { timeout: 30_000 });
});

test('the pages of servers fit a phone and have nothing that axe finds', async ({ page }) => {
  await page.goto('/servers');
  await expectFitsPhone(page);
  await expectAccessible(page);
  await page.goto('/servers/everything');
  await page.getByRole('navigation', { name: 'tools' }).getByRole('button', { name: 'get-sum' }).click();
  await page.getByRole('radio', { name: 'JSON' }).click();
  await expect(page.getByRole('textbox', { name: 'Arguments as JSON' })).toBeVisible();
  await expectFitsPhone(page);
  await expectAccessible(page);
});
