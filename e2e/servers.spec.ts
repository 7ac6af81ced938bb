import { expectAccessible, expectFitsPhone } from './look.ts';
import { addByPasting, openTool, scripts } from './servers/pages.ts';
import { expect, test } from './studio-test.ts';

const node = process.execPath;
const { everything, shapes, asking } = scripts;

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

test('what a server asks in the middle of a call is answered in place, or declined', async ({ page }) => {
  await addByPasting(page, 'asking', asking);
  await openTool(page, 'asking', 'test_elicitation_sep1330_enums');
  const card = page.getByRole('region', { name: /asking asks you/ });
  const call = page.getByRole('button', { name: 'Call', exact: true });
  const result = page.getByRole('region', { name: /^Result of/ });
  await call.click();
  await expect(card).toContainText('Please select options from the enum fields');
  // Nothing is chosen for the user.
  await expect(card.getByRole('combobox', { name: 'titledSingle', exact: true })).toContainText('Not sent');
  await card.getByRole('combobox', { name: 'titledSingle', exact: true }).click();
  await page.getByRole('option', { name: 'Second Option' }).click();
  await card.getByRole('combobox', { name: 'legacyEnum' }).click();
  await page.getByRole('option', { name: 'Option Three' }).click();
  await card.getByLabel('Third Choice').check();
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Send answer' }).click();
  await expect(result).toContainText('"titledSingle":"value2"');
  await expect(result).toContainText('"legacyEnum":"opt3"');
  await expect(result).toContainText('"titledMulti":["value3"]');

  await call.click();
  await card.getByRole('button', { name: 'Decline' }).click();
  await expect(result).toContainText('decline');

  await openTool(page, 'asking', 'test_elicitation_sep1034_defaults');
  await call.click();
  await expect(card.getByLabel('name', { exact: true })).toHaveValue('John Doe');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('article')).toContainText('The call was cancelled.');
});

test('a page that a server sends the user to is opened by the user, in full sight of where it leads', async ({
  page,
  context,
}) => {
  await openTool(page, 'asking', 'test_elicitation_url');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  const card = page.getByRole('region', { name: /asking asks you/ });
  await expect(card).toContainText('https://bank.example/login?from=mcp');
  await expect(card.getByRole('button', { name: 'I am done there' })).toHaveCount(0);
  const link = card.getByRole('link', { name: 'Open bank.example' });
  await expect(link).toHaveAttribute('href', 'https://bank.example/login?from=mcp');
  await expect(link).toHaveAttribute('rel', /noopener noreferrer/);
  await context.route('https://bank.example/**', (route) => route.fulfill({ body: 'the bank' }));
  const [opened] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await opened.waitForLoadState();
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  await opened.close();
  await card.getByRole('button', { name: 'I am done there' }).click();
  await expect(page.getByRole('region', { name: /^Result of/ })).toContainText('accept');
});

test('a list that changes on the server changes on the page', async ({ page }) => {
  await openTool(page, 'asking', 'test_trigger_tool_change');
  const passing = page.getByRole('navigation', { name: 'tools' }).getByRole('button', { name: 'test_passing_tool' });
  await expect(passing).toHaveCount(0);
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(passing).toBeVisible();
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
  await expect(page.getByRole('tab', { name: /Tools/ })).toContainText(/1\d/, { timeout: 30_000 });
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
