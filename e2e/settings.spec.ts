import { scriptOf } from '#lib/chat/scripted/script.ts';
import { startScriptedServer } from '#lib/chat/scripted/scripted-server.ts';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { expect, test } from './studio-test.ts';

test('a model endpoint is added, tested with one tool call, and removed', async ({ page, studio }) => {
  const endpoint = await startScriptedServer([
    scriptOf('calls-tools', [{ calls: [{ tool: 'report', args: { word: 'ready' } }] }]),
    scriptOf('only-talks', [{ text: 'I would rather not.' }]),
  ]);
  try {
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Add a provider' }).first().click();
    await page.getByRole('radio', { name: 'OpenAI-compatible' }).click();
    await page.getByLabel('Base URL').fill(endpoint.url);
    await page.getByLabel('API key').fill('sk-key-of-the-test-0123456789');
    await page.getByRole('textbox', { name: 'Name' }).fill('Workbench');
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();

    const row = page.getByRole('region', { name: 'Models' }).getByRole('listitem');
    await expect(row).toContainText('Workbench');
    await expect(row).toContainText('2 models');
    const model = row.getByRole('combobox', { name: 'Model of Workbench to test' });
    await model.click();
    await page.getByRole('option', { name: 'calls-tools' }).click();
    await row.getByRole('button', { name: 'Test' }).click();
    await expect(row).toContainText('calls-tools made the tool call in');
    await model.click();
    await page.getByRole('option', { name: 'only-talks' }).click();
    await row.getByRole('button', { name: 'Test' }).click();
    await expect(row).toContainText('The model answers but does not call tools.');

    await page.getByRole('combobox', { name: 'Used where a prototype names none' }).click();
    const saved = page.waitForResponse((response) => response.request().method() !== 'GET' && response.ok());
    await page.getByRole('option', { name: 'calls-tools' }).click();
    await saved;
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Used where a prototype names none' })).toContainText(
      'calls-tools',
    );
    await expect(page.getByText('used by model workbench')).toBeVisible();
    const answers = await Promise.all(
      ['/api/settings', '/api/models', '/api/secrets', '/api/settings/data'].map(async (path) => {
        const answer = await fetch(`${studio.address}${path}`, { headers: studio.headers });
        return answer.text();
      }),
    );
    expect(`${answers.join(' ')} ${await page.content()}`).not.toContain('sk-key-of-the-test-0123456789');

    await row.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(row).toHaveCount(0);
    await expect(page.getByText('used by model workbench')).toHaveCount(0);
  } finally {
    await endpoint.close();
  }
});

test('a secret is kept under its name, replaced and deleted, and never shown', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add a secret' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('RELEASE_TOKEN');
  await page.getByLabel('Value', { exact: true }).fill('value-that-nobody-sees');
  await page.getByRole('button', { name: 'Keep' }).click();
  const row = page.getByRole('region', { name: 'Secrets' }).getByRole('listitem').filter({ hasText: 'RELEASE_TOKEN' });
  await expect(row).toContainText('not used');
  await page.reload();
  await expect(row).toBeVisible();
  expect(await page.content()).not.toContain('value-that-nobody-sees');
  await row.getByRole('button', { name: 'Delete RELEASE_TOKEN' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
});

test('a copy of everything can be taken along, without secrets', async ({ page }) => {
  await page.goto('/settings');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export all as JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^tracewright-\d{4}-\d\d-\d\d\.json$/);
});

test('an exception from approvals is listed with its prototype, and taken back', async ({ page, studio }) => {
  const headers = { ...studio.headers, 'Content-Type': 'application/json' };
  const made = await fetch(`${studio.address}/api/prototypes`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'Trusting' }),
  });
  const { id }: { id: string } = await made.json();
  await fetch(`${studio.address}/api/prototypes/${id}/approvals`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ server: 'tracker', tool: 'create_issue', allowed: true }),
  });
  await page.goto('/settings');
  const row = page.getByRole('region', { name: 'Approvals' }).getByRole('listitem').filter({ hasText: 'Trusting' });
  await expect(row).toContainText('tracker/create_issue runs without asking');
  await row.getByRole('button', { name: 'Ask again' }).click();
  await expect(row).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Approvals' })).toContainText('You have made no exceptions.');
});

test('the settings fit a phone and have nothing that axe finds', async ({ page }) => {
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Data' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});
