import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/root.ts';
import { freePort, startStudioProcess } from '../scripts/start/test/studio-process.ts';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { expect, test } from './studio-test.ts';

test('a prototype is made, renamed and deleted from the home page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'New prototype' }).click();
  await expect(page).toHaveURL(/\/prototypes\/prototype-/);
  await page.goto('/');
  const card = page.getByRole('article').filter({ hasText: 'Untitled prototype' }).first();
  await card.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Invoices of November');
  await page.getByRole('button', { name: 'Rename' }).click();
  const renamed = page.getByRole('article').filter({ hasText: 'Invoices of November' });
  await expect(renamed).toBeVisible();
  await expect(renamed).toContainText('Nothing recorded yet');

  await renamed.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const asked = page.getByRole('dialog', { name: 'Delete “Invoices of November”?' });
  await asked.getByRole('button', { name: 'Delete' }).click();
  await expect(renamed).toHaveCount(0);
});

test('a recording made elsewhere is imported, and a file that is none says what it is', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/400/);
  await page.goto('/');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await page.getByLabel('Or paste its text').fill('{"version": 1, "calls": "none"}');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('This is no trace');

  const trace = JSON.parse(readFileSync(join(root, 'examples/memory-leak-tickets/trace.json'), 'utf8'));
  await page.getByLabel('File to import').setInputFiles({
    name: 'leaks.trace.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...trace, name: 'Leaks of another day' })),
  });
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/prototypes\/prototype-/);
  await page.goto('/');
  const card = page.getByRole('article').filter({ hasText: 'Leaks of another day' });
  await expect(card).toContainText(`${trace.calls.length} calls`);
  await expectAccessible(page);
});

test('a workflow and a list of servers find their places when they are imported', async ({ page, expectedErrors }) => {
  expectedErrors.push(/409/);
  await page.goto('/');
  await page.getByRole('button', { name: 'Import' }).click();
  const workflow = {
    version: 1,
    name: 'Greets the world',
    inputs: [],
    body: [{ id: 'greeting', do: 'let', value: { $: 'lit', value: 'Hello' } }],
  };
  await page.getByLabel('Or paste its text').fill(JSON.stringify(workflow));
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/prototypes\/prototype-/);
  await page.goto('/');
  await expect(page.getByRole('article').filter({ hasText: 'Greets the world' })).toContainText('Not run yet');

  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByLabel('Or paste its text').fill('{"mcpServers": {"far": {"url": "https://far.example/mcp"}}}');
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Add servers' })).toContainText('https://far.example/mcp');
});

test('every place is reached by keyboard, and the keys are listed', async ({ page }) => {
  await page.goto('/');
  // Keys count from when the page has come alive, which nothing on it shows.
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect(page).toHaveURL(/\/servers$/, { timeout: 2000 });
  }).toPass();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByPlaceholder('Go somewhere or do something').fill('settings');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings$/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Go to servers');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the theme is chosen and kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await expectAccessible(page);
});

test('an address that leads nowhere says so and leads back', async ({ page, expectedErrors }) => {
  expectedErrors.push(/404/);
  for (const path of ['/no-such-page', '/prototypes/no-such-prototype/runs', '/servers/no-such-server']) {
    const response = await page.goto(path);
    // Decided before anything is sent: later it could only be an error inside a page that was answered with 200.
    expect(response?.status(), path).toBe(404);
    await expect(page.getByText('There is nothing at this address')).toBeVisible();
  }
  await page.getByRole('link', { name: 'To the prototypes', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Prototypes' })).toBeVisible();
});

test('a fresh studio shows its sample; an emptied one offers it again', async ({ browser }) => {
  test.setTimeout(120_000);
  const home = mkdtempSync(join(tmpdir(), 'tracewright-e2e-'));
  const studio = await startStudioProcess({ home, port: await freePort() });
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(studio.launchUrl);
    await expect(page.getByRole('heading', { name: 'Show a job once; keep the program.' })).toBeVisible();
    await expect(page.getByRole('article')).toContainText(/A recorded sample: \d+ calls/);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1440, height: 900 });

    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
    await expect(page.getByRole('button', { name: 'Play the sample' })).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(0);
    await expect(page.getByLabel('What should be done')).toHaveValue(/memory leak/);
    await expectAccessible(page);
  } finally {
    await context.close();
    await studio.end('SIGTERM');
    rmSync(home, { recursive: true, force: true });
  }
});
