import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Trace } from '../lib/core/trace/trace.ts';
import { root } from '../scripts/root.ts';

const trace: Trace = JSON.parse(readFileSync(join(root, 'examples/memory-leak-tickets/trace.json'), 'utf8'));

/** What the shipped sample holds, so that tests do not repeat its numbers. */
export const sample = {
  calls: trace.calls.length,
  /** Tickets that it raised. */
  tickets: trace.calls.filter(
    ({ tool, outcome }) => tool === 'create_issue' && outcome.status === 'answered' && !outcome.result.isError,
  ).length,
};

/** The sample as it is shipped: already recorded. */
export async function openSample(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('article').filter({ hasText: 'Sample' }).first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/prototypes\/prototype-/);
  await expect(page.getByRole('navigation', { name: 'Views of the prototype' })).toBeVisible();
}

/** Answers every question of the workflow with its first option, which is the one that holds until then. */
export async function answerQuestions(page: Page): Promise<void> {
  const cards = page.locator('[data-question]');
  for (let left = await cards.count(); left > 0; left = await cards.count()) {
    await cards.first().getByRole('listitem').first().getByRole('button').click();
    await expect.poll(() => cards.count()).toBeLessThan(left);
  }
}
