import type { Page } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { ownSample } from './own-sample.ts';
import { answerQuestions, openSample, sample } from './sample.ts';
import { expect, test } from './studio-test.ts';

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
  await expect(page.getByTestId('effect-counts')).toHaveText(/\+ 0 to create/);
  await expectAccessible(page);
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
