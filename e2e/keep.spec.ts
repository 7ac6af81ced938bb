import type { Page } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { ask, ownSample } from './own-sample.ts';
import { sample } from './sample.ts';
import { expect, type RunningStudio, test } from './studio-test.ts';

// Keeping as a user meets it: choose what is kept, break something by hand, and watch the next pass heal it.

const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });
const steady = (page: Page) => page.locator('tr[data-standing="same"]');

/** Calls a tool of the tracker as a person does by hand. */
async function byHand(studio: RunningStudio, tool: string, args: object): Promise<void> {
  await ask(studio, '/api/servers/tracker/calls', 'POST', { tool, args });
}

async function allow(studio: RunningStudio, prototype: string, ...tools: readonly string[]): Promise<void> {
  for (const tool of tools) {
    await ask(studio, `/api/prototypes/${prototype}/approvals`, 'PATCH', { server: 'tracker', tool, allowed: true });
  }
}

interface Found {
  readonly outcome: {
    readonly result: { readonly structuredContent: { readonly issues: readonly { key: string; title: string }[] } };
  };
}

async function tickets(studio: RunningStudio) {
  const found = await ask<Found>(studio, '/api/servers/tracker/calls', 'POST', {
    tool: 'search_issues',
    args: { project: 'PERF', text: 'Pull request #', per_page: 100 },
  });
  return found.outcome.result.structuredContent.issues;
}

test('what is broken by hand is seen beside what is wanted, and the next pass heals it and nothing else', async ({
  page,
  studio,
}) => {
  test.setTimeout(180_000);
  const prototype = await ownSample(studio);
  await page.goto(`/prototypes/${prototype}/runs`);
  await page.getByRole('link', { name: 'Keep it so' }).click();
  await expect(page.getByText('Nothing is kept yet')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('checkbox', { name: 'What createIssue makes' }).click();
  await expect(page.getByRole('switch', { name: 'Bring changed fields back' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Remove what is no longer wanted' })).not.toBeChecked();
  await expect(page.getByText('search_issues lists items')).toBeVisible();

  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(page.getByText('not made yet')).toHaveCount(sample.tickets);
  await expect(page.getByText('create it')).toHaveCount(sample.tickets);

  await allow(studio, prototype, 'create_issue', 'update_issue');
  await page.getByRole('button', { name: 'Heal now' }).click();
  await expect(page.getByText('created', { exact: true })).toHaveCount(sample.tickets);
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(steady(page)).toHaveCount(sample.tickets);

  const [deleted, changed] = await tickets(studio);
  await byHand(studio, 'delete_issue', { key: deleted?.key });
  await byHand(studio, 'update_issue', { key: changed?.key, title: 'Broken by hand' });
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(row(page, deleted?.title ?? '')).toContainText('gone');
  await expect(row(page, changed?.title ?? '')).toContainText('Broken by hand');
  await expect(row(page, changed?.title ?? '')).toContainText('change it back');
  await expect(steady(page)).toHaveCount(sample.tickets - 2);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectFitsPhone(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  // From here on nobody presses anything but the switch.
  await page.getByRole('radio', { name: 'On' }).click();
  await expect(page.getByText('Passes go on until the studio ends')).toBeVisible();
  await expect(row(page, deleted?.title ?? '')).toContainText('created');
  await expect(row(page, changed?.title ?? '')).toContainText('changed back');
  const healed = await tickets(studio);
  expect(healed).toHaveLength(sample.tickets);
  expect(healed).toContainEqual(expect.objectContaining({ key: changed?.key, title: changed?.title }));
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();
  await page.getByRole('radio', { name: 'Off' }).click();
  await expect(page.getByText('Passes happen only when you ask for one.')).toBeVisible();

  await page.getByRole('link', { name: 'Run', exact: true }).click();
  const passes = page.getByRole('listitem').filter({ hasText: 'Pass' });
  await expect(passes).toHaveCount(2);
  await passes.first().getByRole('link').click();
  await expect(page.getByTestId('effect-counts')).toContainText('+ 1 created');
  await expect(page.getByTestId('effect-counts')).toContainText('1 changed');
});
