import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { scriptOf } from '#lib/chat/scripted/script.ts';
import { startScriptedServer } from '#lib/chat/scripted/scripted-server.ts';
import { root } from '../scripts/root.ts';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { ask, ownSample } from './own-sample.ts';
import { answerQuestions, openSample, sample } from './sample.ts';
import { expect, type RunningStudio, test } from './studio-test.ts';

// Runs as a user meets them. Each test has a prototype of its own, so that none stands on what another left.

type Mode = 'Replay' | 'Plan' | 'Apply';

async function start(
  page: Page,
  prototype: string,
  mode: Mode,
  inputs: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.goto(`/prototypes/${prototype}/runs`);
  await page.getByRole('radio', { name: mode }).click();
  for (const [name, value] of Object.entries(inputs)) await page.getByLabel(name, { exact: true }).fill(value);
  await page.getByRole('button', { name: `Start ${mode.toLowerCase()}` }).click();
  await expect(page).toHaveURL(/\/runs\/run-/);
}

/** Consents to the exact command of a server and waits until it answers. */
async function connect(studio: RunningStudio, alias: string): Promise<void> {
  const { consent } = await ask<{ readonly consent: { readonly hash: string } }>(
    studio,
    `/api/servers/${alias}`,
    'GET',
  );
  await ask(studio, `/api/servers/${alias}/connection`, 'POST', { consent: consent.hash, wait: true });
}

const warehouse = (id: string, tool: string, args: object, effect = 'read') =>
  ({ id, do: 'call', server: 'warehouse', tool, args, effect }) as const;

/** A prototype around a workflow, with the warehouse at hand. */
async function importWorkflow(studio: RunningStudio, workflow: object): Promise<{ readonly id: string }> {
  const servers = await ask<readonly { readonly config: { readonly alias: string } }[]>(studio, '/api/servers', 'GET');
  if (!servers.some(({ config }) => config.alias === 'warehouse')) {
    const args = [join(root, 'e2e/servers/warehouse-server.mjs'), studio.home];
    const transport = { kind: 'stdio', command: process.execPath, args, env: {} };
    await ask(studio, '/api/servers', 'POST', { config: { alias: 'warehouse', transport } });
    await connect(studio, 'warehouse');
  }
  const text = JSON.stringify({ version: 1, inputs: [], ...workflow });
  return ask(studio, '/api/prototypes/import', 'POST', { text });
}

/** A workflow that writes a note for each of these orders, whose tool may run without asking; its prototype. */
async function notesFor(studio: RunningStudio, orders: readonly string[]): Promise<string> {
  const note = warehouse('note', 'create_note', { order: { $: 'ref', of: 'var', id: 'order' } }, 'write');
  const loop = { id: 'each', do: 'forEach', in: { $: 'lit', value: orders }, each: 'order', body: [note] };
  const { id } = await importWorkflow(studio, { name: 'Notes', body: [loop] });
  const tool = { server: 'warehouse', tool: 'create_note', allowed: true };
  await ask(studio, `/api/prototypes/${id}/approvals`, 'PATCH', tool);
  return id;
}

const tray = (page: Page) => page.getByRole('region', { name: 'Waiting for approval' });

test('the next step leads from the recording to the plan', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Make workflow' }).click();
  await expect(page).toHaveURL(/\/workflow$/);
  await expect(page.getByRole('button', { name: 'Step createIssue' })).toBeVisible();
  await answerQuestions(page);
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(page).toHaveURL(/\/runs\/run-/);
  await expect(page.getByText('Succeeded')).toBeVisible();
  await expect(page.getByText(`${sample.tickets} repeated`)).toBeVisible();
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByTestId('effect-counts')).toContainText(`+ ${sample.tickets} to create`);
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
  await expectAccessible(page);
});

test('a run is stepped through on the graph', async ({ page, studio }) => {
  await start(page, await ownSample(studio), 'Replay');
  await expect(page.getByText('Succeeded')).toBeVisible();
  await expect(page.locator('[data-step="createIssue"]')).toContainText(`${sample.tickets}×`);
  const slider = page.getByRole('slider', { name: 'Point in the run' });
  await slider.fill('3');
  await expect(page.locator('[data-step="createIssue"]')).toContainText('not reached');
  await page.getByRole('button', { name: 'One event on' }).click();
  await expect(page.getByText(/^4 of \d+/)).toBeVisible();
  await page.getByRole('tab', { name: /Events/ }).click();
  await expect(page.getByText('Run started')).toBeVisible();
});

test('a replay with other inputs shows where it first leaves the recording, and why', async ({ page, studio }) => {
  const prototype = await ownSample(studio);
  await start(page, prototype, 'Replay');
  await expect(page.getByText('Succeeded')).toBeVisible();
  await start(page, prototype, 'Replay', { repository: 'acme/elsewhere' });
  const note = page.getByRole('alert').filter({ hasText: 'First divergence: list_pull_requests' });
  await expect(note).toBeVisible();
  await expect(note.getByRole('row', { name: /repository acme\/storefront acme\/elsewhere/ })).toBeVisible();
  await page.getByRole('button', { name: 'Compare with the one before' }).click();
  await expect(page.getByRole('heading', { name: 'Inputs differ' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /What differs first: list_pull_requests/ })).toBeVisible();
  await expectAccessible(page);
});

test('applying asks for each write, and applying again adds nothing', async ({ page, studio }) => {
  await start(page, await ownSample(studio), 'Apply');
  await expect(tray(page)).toContainText('create_issue');
  await expect(tray(page)).toContainText('PERF');
  await tray(page)
    .getByRole('button', { name: /^Approve this tool here/ })
    .click();
  await expect(page.getByText('Succeeded')).toBeVisible();
  await expect(page.getByText(`${sample.tickets} done`)).toBeVisible();
  await page.getByRole('button', { name: 'Apply again' }).click();
  await expect(page.getByText(`${sample.tickets} already there`).first()).toBeVisible();
  await expect(page.getByTestId('effect-counts')).toHaveText(/\+ 0 created/);
  await expectAccessible(page);
});

test('what waits for an answer says so wherever the run is named, and is answered on a phone too', async ({
  page,
  studio,
}) => {
  const prototype = await ownSample(studio);
  await start(page, prototype, 'Apply');
  await expect(tray(page)).toBeVisible();
  await expect(page.getByText('Waits for you', { exact: true })).toBeVisible();
  await page.goto(`/prototypes/${prototype}/runs`);
  await expect(page.getByRole('listitem').filter({ hasText: 'Waits for you' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Look at what waits' }).click();
  await expect(tray(page)).toContainText('create_issue');
  await expectFitsPhone(page);
  await tray(page).getByRole('button', { name: /^Deny/ }).click();
  await page.getByRole('textbox', { name: /^Reason/ }).fill('Not in PERF');
  await tray(page).getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(page.getByText('Stopped')).toBeVisible();
  await expect(page.getByText(/was not approved: Not in PERF/)).toBeVisible();
  await expectAccessible(page);
});

test('writes that recording has made are not made again, unless that is wished', async ({ page, studio }) => {
  const trace = readFileSync(join(root, 'examples/memory-leak-tickets/trace.json'), 'utf8');
  const { id } = await ask<{ readonly id: string }>(studio, '/api/prototypes/import', 'POST', { text: trace });
  await ask(studio, `/api/prototypes/${id}/workflow`, 'POST', {});
  for (const alias of ['code-host', 'tracker']) await connect(studio, alias);
  await start(page, id, 'Plan');
  await expect(page.getByTestId('effect-counts')).toContainText(`= ${sample.tickets} done while recording`);
  await expect(page.getByTestId('effect-counts')).toContainText('+ 0 to create');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Plan them again' }).click();
  await expect(page.getByTestId('effect-counts')).toContainText(`+ ${sample.tickets} to create`);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: /^Make the writes of the recording again/ })).toBeVisible();
});

test('a write whose answer was lost is settled by a person, and the run goes on from there', async ({
  page,
  studio,
}) => {
  const prototype = await notesFor(studio, ['order-1', 'lost-2', 'order-3']);
  await start(page, prototype, 'Apply');
  const question = page.getByRole('status').filter({ hasText: 'Was create_note carried out?' });
  await expect(question).toContainText('lost-2');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'It is there: mark as done' }).click();
  await expect(page.getByText('Succeeded')).toBeVisible();
  // The first one from the ledger, the lost one by the person's word; only the third was left to do.
  await expect(page.getByTestId('effect-counts')).toContainText('+ 1 created');
  await expect(page.getByTestId('effect-counts')).toContainText('= 2 already there');
});

test('a run that fails says why, and is resumed without doing again what is done', async ({ page, studio }) => {
  const prototype = await notesFor(studio, ['order-1', 'locked-2']);
  await start(page, prototype, 'Apply');
  await expect(page.getByRole('alert').filter({ hasText: 'locked-2 is locked.' })).toBeVisible();
  await expect(page.getByTestId('effect-counts')).toContainText('+ 1 created');
  await expect(page.getByTestId('effect-counts')).toContainText('1 failed');
  await expect(page.locator('[data-step="note"]')).toContainText('1 of 2');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByTestId('effect-counts')).toContainText('= 1 already there');
  await expect(page.getByText('Failed', { exact: true })).toBeVisible();
});

test('a run of many calls and large answers stays light to follow', async ({ page, studio }) => {
  const { id } = await importWorkflow(studio, {
    name: 'Report',
    inputs: [{ name: 'rows', schema: { type: 'integer' }, default: 4000 }],
    body: [
      warehouse('report', 'get_report', { rows: { $: 'ref', of: 'input', id: 'rows' } }),
      warehouse('orders', 'list_orders', { count: { $: 'lit', value: 200 } }),
      {
        id: 'each',
        do: 'forEach',
        in: { $: 'ref', of: 'step', id: 'orders' },
        each: 'order',
        body: [
          warehouse('order', 'get_order', {
            id: { $: 'get', from: { $: 'ref', of: 'var', id: 'order' }, path: ['id'] },
          }),
        ],
      },
    ],
    output: { $: 'ref', of: 'step', id: 'report' },
  });
  await start(page, id, 'Plan');
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-step="order"]')).toContainText('200×');
  const timeline = page.getByRole('region', { name: 'Timeline of the run' });
  await timeline.getByRole('button', { name: /^get_report/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('This is the beginning of a large result.');
  await dialog.getByRole('button', { name: 'Load all of it' }).click();
  await expect(dialog).not.toContainText('This is the beginning');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Output' })).toContainText('a line of the report');
  await page.getByRole('slider', { name: 'Point in the run' }).fill('500');
  await expect(page.locator('[data-step="order"]')).toContainText(/\d+ of \d+/);
});

test('a plan shows what was asked of the model, and an apply decides the same; without a model it says what to do', async ({
  page,
  studio,
}) => {
  await connect(studio, 'tracker');
  const { id } = await importWorkflow(studio, {
    name: 'Triage',
    inputs: [{ name: 'title', schema: { type: 'string' }, default: 'Slow basket' }],
    body: [
      {
        id: 'project',
        do: 'llm',
        task: 'Name the project of this title.',
        input: { title: { $: 'ref', of: 'input', id: 'title' } },
        output: { type: 'string', enum: ['SHOP', 'PERF'] },
      },
      {
        id: 'file',
        do: 'call',
        server: 'tracker',
        tool: 'create_issue',
        effect: 'write',
        args: {
          project: { $: 'ref', of: 'step', id: 'project' },
          title: { $: 'ref', of: 'input', id: 'title' },
          description: { $: 'lit', value: 'Filed by a run.' },
        },
      },
    ],
  });
  await start(page, id, 'Apply');
  const note = page.getByRole('alert').filter({ hasText: 'needs a model' });
  await expect(note).toContainText('none is set up. Nothing was changed. Add a model in Settings');

  const model = await startScriptedServer([scriptOf('judge', [() => ({ text: '{"answer": "SHOP"}' })])]);
  const provider = { id: 'judges', protocol: 'compatible', name: 'Judges', baseUrl: model.url };
  await ask(studio, '/api/settings', 'PATCH', { provider });
  await ask(studio, `/api/prototypes/${id}`, 'PATCH', { model: 'judges:judge' });
  await start(page, id, 'Plan');
  await page.getByRole('tab', { name: /^Model/ }).click();
  const asked = page.getByRole('tabpanel', { name: /^Model/ });
  await expect(asked).toContainText('1 question to the model');
  await asked.getByRole('button', { name: /SHOP/ }).click();
  await expect(asked).toContainText('Name the project of this title.');
  await expectAccessible(page);

  await start(page, id, 'Apply');
  await expect(tray(page)).toContainText('SHOP');
  await tray(page)
    .getByRole('button', { name: /^Approve ⏎/ })
    .click();
  await expect(page.getByText('Succeeded')).toBeVisible();
  await page.getByRole('tab', { name: /^Model/ }).click();
  await expect(asked).toContainText('0 questions to the model · 1 known before');
  expect(model.requests).toHaveLength(1);
  await model.close();
});

test('runs are kept, and two of them are set side by side', async ({ page, studio }) => {
  const prototype = await ownSample(studio);
  for (const mode of ['Replay', 'Plan'] as const) {
    await start(page, prototype, mode);
    await expect(page.getByText('Succeeded')).toBeVisible();
  }
  await page.goto(`/prototypes/${prototype}/runs`);
  const boxes = page.getByRole('checkbox');
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await page.getByRole('button', { name: /^Compare/ }).click();
  await expect(page.getByRole('heading', { name: 'All calls' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFitsPhone(page);
});
