import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { unzipBundle } from '../lib/export/zip-bundle.ts';
import { root } from '../scripts/root.ts';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { openSample, sample } from './sample.ts';
import { expect, test } from './studio-test.ts';

// The way from a recording to a folder that runs without the studio. The tests follow one another on one studio.
test.describe.configure({ mode: 'serial' });

const folders: string[] = [];
test.afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The Export page of the sample; its workflow is made on the way where there is none yet. */
async function openExport(page: Page): Promise<{ readonly files: Locator; readonly proof: Locator }> {
  await openSample(page);
  const make = page.getByRole('button', { name: /^Make workflow/ });
  await expect(make.or(page.getByRole('link', { name: /Answer|Replay|Plan|Export/ })).first()).toBeVisible();
  if (await make.isVisible()) {
    await make.click();
    await expect(page).toHaveURL(/\/workflow$/);
    await expect(page.getByRole('button', { name: 'Step createIssue' })).toBeVisible();
  }
  await page.getByRole('navigation', { name: 'Views of the prototype' }).getByRole('link', { name: 'Export' }).click();
  await expect(page).toHaveURL(/\/export$/);
  const files = page.getByRole('region', { name: 'Files' });
  await expect(files).toBeVisible();
  return { files, proof: page.getByRole('region', { name: 'Proof' }) };
}

async function openFile(files: Locator, path: string): Promise<Locator> {
  await files.locator(`button[title="${path}"]`).click();
  const code = files.getByRole('region', { name: path, exact: true });
  await expect(code).toBeVisible();
  return code;
}

async function download(page: Page): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download zip' }).click(),
  ]);
  return readFileSync(await file.path());
}

/** Where somebody unzips it; our packages stand in for `npm ci`, which proves the same lock file elsewhere. */
function unpack(zip: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'tracewright-unpacked-'));
  folders.push(folder);
  for (const [path, text] of unzipBundle(zip)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('without a workflow the page says what is missing and leads there', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'New prototype' }).click();
  await expect(page).toHaveURL(/\/prototypes\/prototype-/);
  await page.goto(`${page.url()}/export`);
  await expect(page.getByText('Nothing is recorded yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to the design table' }).click();
  await expect(page).toHaveURL(/\/prototypes\/prototype-[a-z0-9]+$/);

  await openSample(page);
  await page.goto(`${page.url()}/export`);
  await expect(page.getByText('There is no workflow to export yet')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the workflow' }).click();
  await expect(page).toHaveURL(/\/workflow$/);
});

test('from the recording to a folder that tests, plans and applies itself, once', async ({ page }) => {
  test.setTimeout(120_000);
  const { files, proof } = await openExport(page);

  // The files are there to be read before anything is proved, and cannot be had.
  const workflow = files.getByRole('region', { name: 'workflow.ts', exact: true });
  await expect(workflow).toContainText('export async function ticketsForMemoryLeaks');
  await expect.poll(() => workflow.locator('.text-code-keyword').count()).toBeGreaterThan(5);
  await expect(await openFile(files, 'tools.ts')).toContainText('createIssue: (args: CreateIssueArgs)');
  await expect(await openFile(files, 'README.md')).toContainText('npm run apply');
  await expect(page.getByRole('link', { name: 'Download zip' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Run it' })).toHaveCount(0);

  await proof.getByRole('button', { name: 'Prove and pack' }).click();
  await expect(proof.getByRole('heading', { name: 'Proved', exact: true })).toBeVisible({ timeout: 40_000 });
  const checks = proof.getByRole('listitem');
  await expect(checks.getByRole('img', { name: 'passed' })).toHaveCount(await checks.count());
  await expect(checks.filter({ hasText: 'Its own test replays the recording' })).toContainText(
    'an apply makes the changes that were recorded, and no others',
  );
  await expectAccessible(page);

  const zip = await download(page);
  expect((await download(page)).equals(zip)).toBe(true);

  // The settings of this machine stand in the commands on the page, and in no file of the bundle.
  const commands = await page.getByRole('region', { name: 'Commands' }).textContent();
  const settings = [...(commands ?? '').matchAll(/echo '([^']+)' >> \.env/g)].map(([, line]) => line);
  expect(settings.length).toBeGreaterThan(0);
  const folder = unpack(zip);
  writeFileSync(join(folder, '.env'), `${settings.join('\n')}\n`);
  const run = (...args: readonly string[]) => {
    const env = { NODE_ENV: 'test' as const, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` };
    return execFileSync('node', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  };
  const main = ['--env-file-if-exists=.env', 'main.ts'];
  expect(run('--test', 'test/replay.test.ts')).toMatch(/fail 0/);
  expect(run(...main, 'plan')).toContain(`plan: ${sample.tickets} planned. Nothing was sent`);
  expect(run(...main, 'apply', '--yes')).toContain(`apply: ${sample.tickets} done.`);
  expect(run(...main, 'apply', '--yes')).toContain(`apply: ${sample.tickets} already there.`);
});

test('target, trigger and state decide what is in the bundle, and a wrong choice says so where it is made', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { files, proof } = await openExport(page);
  const choices = page.getByRole('form', { name: 'Export' });
  const has = (path: string) => expect(files.locator(`button[title="${path}"]`)).toHaveCount(1);
  const hasNot = (path: string) => expect(files.locator(`button[title="${path}"]`)).toHaveCount(0);
  await hasNot('Dockerfile');

  await choices.getByText('Kubernetes', { exact: true }).click();
  await has('Dockerfile');
  await has('kubernetes/base/volume-claim.yaml');
  await expect(choices).toContainText('two ledgers would make every change twice');

  await choices.getByRole('radio', { name: 'Schedule' }).click();
  await choices.getByRole('textbox', { name: 'Cron line' }).fill('every morning');
  await expect(choices).toContainText('Five fields: minute, hour, day, month, weekday.');
  await expect(proof.getByRole('button', { name: 'Prove and pack' })).toBeDisabled();
  await choices.getByRole('textbox', { name: 'Cron line' }).fill('15 6 * * 1-5');
  await choices.getByRole('textbox', { name: 'Time zone' }).fill('Europe/Berlin');
  await expect(choices).toContainText('06:15');
  await expect(await openFile(files, 'kubernetes/base/cron-job.yaml')).toContainText('schedule: 15 6 * * 1-5');

  await choices.getByRole('radio', { name: 'Endpoint' }).click();
  await expect(await openFile(files, 'main.ts')).toContainText("on: 'endpoint'");
  await expect(choices.getByRole('radio', { name: 'Python', exact: true })).toBeEnabled();
  await choices.getByRole('radio', { name: 'Queue' }).click();
  await choices.getByRole('textbox', { name: 'Redis stream' }).fill('pulls');
  await expect(await openFile(files, 'main.ts')).toContainText("name: 'pulls'");

  await choices.getByRole('radio', { name: 'Webhook' }).click();
  await choices.getByRole('textbox', { name: 'Path' }).fill('pulls/merged');
  await expect(await openFile(files, 'main.ts')).toContainText("path: 'pulls/merged'");
  await choices.getByRole('radio', { name: 'Postgres' }).click();
  await has('kubernetes/components/scale-out/autoscaler.yaml');
  await hasNot('kubernetes/base/volume-claim.yaml');

  await proof.getByRole('button', { name: 'Prove and pack' }).click();
  await expect(proof.getByRole('heading', { name: 'Proved', exact: true })).toBeVisible({ timeout: 40_000 });
  await expect(proof).toContainText('Every Kubernetes object fits its schema');
  await expect(page.getByRole('region', { name: 'Run it' })).toContainText('kubectl apply -k');
  // Another choice is another bundle: what was proved is not offered for it.
  await choices.getByRole('radio', { name: 'By hand', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Download zip' })).toHaveCount(0);
  await choices.getByText('Temporal', { exact: true }).click();
  await expect(await openFile(files, 'temporal/workflows.ts')).toContainText('export function runAgent');
  await expectFitsPhone(page);
  await expectAccessible(page);
});

test('what a place cannot be started by is closed and says why, arrow keys pass it, and no choice moves another', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openExport(page);
  const choices = page.getByRole('form', { name: 'Export' });
  const place = (name: string) => choices.getByRole('radio', { name, exact: true });
  const reason = choices.getByText('A DAG takes no deliveries', { exact: false }).filter({ visible: true });
  await place('Webhook').click();
  await expect(place('Airflow')).toBeDisabled();
  await expect(place('Airflow')).toHaveAccessibleDescription(/^A DAG takes no deliveries/);
  await expect(reason).toHaveCount(0);
  await place('Airflow').hover();
  await expect(reason).toBeVisible();

  await place('systemd and cron').click();
  await expect(place('systemd and cron')).toBeChecked();
  await expect(place('systemd and cron')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  // Two presses at once would both start from the first place.
  await expect(place('systemd and cron')).not.toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(place('Airflow')).toBeFocused();
  await expect(reason).toBeVisible();
  await expect(place('systemd and cron')).toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press('ArrowRight');
  await expect(place('AWS Lambda')).toBeChecked();
  // The other way around: what Lambda does not take of triggers and states is closed there.
  await expect(place('Endpoint')).toBeDisabled();
  await expect(place('SQLite')).toBeDisabled();
  await expect(place('DynamoDB')).toBeChecked();

  await place('By hand').click();
  const groups = ['TypeScript', 'Postgres', 'Queue'];
  const topOf = async (name: string) => (await place(name).boundingBox())?.y ?? Number.NaN;
  const topsOf = async (names: readonly string[]) => {
    const first = await topOf('TypeScript agent');
    return Promise.all(names.map(async (name) => (await topOf(name)) - first));
  };
  for (const width of [1440, 900, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await place('TypeScript agent').click();
    const tops = await topsOf(groups);
    for (const name of ['Kubernetes', 'Temporal', 'AWS Lambda', 'Serverless Workflow', 'Python agent']) {
      await place(name).click();
      expect(await topsOf(groups), `${name} at ${width} pixels`).toEqual(tops);
    }
  }
  for (const width of [1440, 900, 390, 320, 280]) {
    await page.setViewportSize({ width, height: 900 });
    const rows = await topsOf(['By hand', 'Schedule', 'Webhook', 'Endpoint', 'Queue']);
    const alone = rows.filter((top) => rows.filter((other) => other === top).length === 1);
    expect(alone, `triggers alone on a row at ${width} pixels`).toEqual([]);
  }
});

test('the same agent in Python is shown, proved and had', async ({ page }) => {
  test.setTimeout(120_000);
  const { files, proof } = await openExport(page);
  const choices = page.getByRole('form', { name: 'Export' });
  await choices.getByText('Python agent', { exact: true }).click();
  await expect(await openFile(files, 'workflow.py')).toContainText('async def');
  await expect(await openFile(files, 'tools.py')).toContainText('TypedDict');
  await choices.getByRole('radio', { name: 'Endpoint' }).click();
  await expect(await openFile(files, 'main.py')).toContainText('EndpointTrigger(');
  await proof.getByRole('button', { name: 'Prove and pack' }).click();
  await expect(proof.getByRole('heading', { name: 'Proved', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(proof).toContainText('The code parses, and a linter finds nothing');
  await expect(proof).toContainText('an apply makes the changes that were recorded');
  await expect(page.getByRole('region', { name: 'Run it' })).toContainText('python main.py plan');
  const folder = unpack(await download(page));
  expect(readFileSync(join(folder, 'requirements.txt'), 'utf8')).toContain('--hash=sha256:');
  await expectFitsPhone(page);
  await expectAccessible(page);
});

test('a workflow that no longer does what was recorded is offered no bundle, and is told why and what to do', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openExport(page);
  await page
    .getByRole('navigation', { name: 'Views of the prototype' })
    .getByRole('link', { name: /^Workflow/ })
    .click();
  const graph = page.getByRole('region', { name: 'Graph of the workflow' });
  const title = graph.getByRole('button', { name: /pull\.title/ }).first();
  const another = page.getByRole('article', { name: 'Value' }).getByRole('button', { name: 'Use another value…' });
  // The cards are measured and laid out once more when the page has just opened: a click may come too early.
  await expect(async () => {
    await title.click();
    await expect(another).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await another.click();
  await page.getByRole('combobox', { name: 'Values in scope' }).fill('author');
  await page.keyboard.press('Enter');
  await expect(graph.getByRole('button', { name: 'Reference pull.author' }).first()).toBeVisible();

  const { proof } = await openExport(page);
  await proof.getByRole('button', { name: 'Prove and pack' }).click();
  await expect(proof.getByRole('heading', { name: 'Not offered: a check fails' })).toBeVisible({ timeout: 40_000 });
  const failed = proof.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'failed' }) });
  await expect(failed).toContainText('Its own test replays the recording');
  await expect(failed).toContainText('No recorded call of tracker/create_issue has these arguments.');
  await expect(failed).toContainText('differs in title: recorded "MEMORY LEAK: detached nodes');
  const note = proof.getByRole('alert');
  await expect(note).toContainText('The program no longer does what was recorded.');
  await expect(note).toContainText('Undo the change that made it differ.');
  await expect(page.getByRole('link', { name: 'Download zip' })).toHaveCount(0);
  await expectAccessible(page);

  await note.getByRole('link', { name: 'Go to the workflow' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(title).toBeVisible();
});
