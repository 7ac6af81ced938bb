import type { Page } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { answerQuestions, openSample } from './sample.ts';
import { expect, test } from './studio-test.ts';

async function openWorkflow(page: Page): Promise<void> {
  await openSample(page);
  const make = page.getByRole('button', { name: 'Make workflow' });
  const tab = page.getByRole('link', { name: 'Workflow' });
  await expect(tab).toBeVisible();
  if (await make.isVisible()) await make.click();
  else await tab.click();
  await expect(page).toHaveURL(/\/workflow$/);
  await expect(page.getByRole('button', { name: 'Step createIssue' })).toBeVisible();
}

test('the workflow is made from the recording: a loop over a filtered list, three inputs, no literal left', async ({
  page,
}) => {
  await openWorkflow(page);
  const graph = page.getByRole('region', { name: 'Graph of the workflow' });
  await expect(graph.getByText(/^For each \w+ in/)).toBeVisible();
  await expect(graph.getByRole('button', { name: /title contains phrase/ })).toBeVisible();
  for (const input of ['repository', 'phrase', 'project']) {
    await expect(graph.getByRole('button', { name: input, exact: true }).first()).toBeVisible();
  }
  await expect(page.getByRole('button', { name: /^How sure: proved \d+ · asked \d/ })).toBeVisible();
  await page.getByRole('tab', { name: /Left out/ }).click();
  await expect(page.getByRole('tabpanel', { name: /Left out/ })).toContainText('create_issue');
  await expectAccessible(page);
});

test('what could not be proved is asked in its place, answered by a click, and the graph settles', async ({ page }) => {
  await openWorkflow(page);
  const asked = await page.locator('[data-question]').count();
  if (asked > 0) {
    await expect(
      page.getByRole('button', { name: asked === 1 ? 'Answer 1 question' : `Answer ${asked} questions` }),
    ).toBeVisible();
    await answerQuestions(page);
  }
  await expect(page.getByRole('button', { name: /^Answer \d+ question/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Step createIssue' })).toBeVisible();
  await expect(page.locator('[data-question]')).toHaveCount(0);
});

test('the code beside the graph is joined with it, both ways', async ({ page }) => {
  await openWorkflow(page);
  const code = page.getByRole('region', { name: 'workflow.ts' });
  await expect(code).toContainText('export async function');
  await page.getByRole('button', { name: 'Step createIssue' }).click({ position: { x: 24, y: 10 } });
  await expect(code.locator('[data-line].bg-accent\\/10').first()).toBeVisible();
  await expect(code.locator('[data-line].bg-accent\\/10').filter({ hasText: 'tracker.createIssue' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await code.locator('[data-line]').filter({ hasText: 'codeHost.listPullRequests' }).click();
  await expect(page.getByRole('article', { name: /^Step / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Step createIssue' })).toHaveAttribute('aria-pressed', 'false');
});

test('a value explains itself with the facts that justify it', async ({ page }) => {
  await openWorkflow(page);
  await page
    .getByRole('button', { name: /\.title$/ })
    .first()
    .click();
  const value = page.getByRole('article', { name: 'Value' });
  await expect(value).toContainText('Reference');
  await expect(value).toContainText('Proved');
  await expect(
    value.getByRole('button', { name: /pull_requests\[\d+\]\.title of list_pull_requests/ }).first(),
  ).toBeVisible();
  // What is only there while something is pointed at stands outside of the page's regions.
  await page.mouse.move(5, 5);
  await expect(page.locator('[data-radix-popper-content-wrapper]')).toHaveCount(0);
  await expectAccessible(page);
});

test('an input is renamed everywhere, and undo brings the old name back', async ({ page }) => {
  await openWorkflow(page);
  const graph = page.getByRole('region', { name: 'Graph of the workflow' });
  await graph.getByRole('button', { name: 'phrase', exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Name of input phrase' }).fill('words');
  await page.keyboard.press('Enter');
  await expect(graph.getByRole('button', { name: /title contains words/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'workflow.ts' })).toContainText('words');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(graph.getByRole('button', { name: /title contains phrase/ })).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(graph.getByRole('button', { name: /title contains words/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByText('changed by hand').first()).toBeVisible();
});

test('a value is given another source, and a filter another test', async ({ page }) => {
  await openWorkflow(page);
  const graph = page.getByRole('region', { name: 'Graph of the workflow' });
  await graph.getByRole('button', { name: /title contains phrase/ }).click();
  const condition = page.getByRole('form', { name: 'Condition' }).first();
  await condition.getByRole('combobox', { name: 'Test' }).click();
  await page.getByRole('option', { name: 'begins with' }).click();
  await condition.getByRole('button', { name: 'Set' }).click();
  await expect(graph.getByRole('button', { name: /title begins with phrase/ })).toBeVisible();

  await graph
    .getByRole('button', { name: /\.title$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Use another value…' }).click();
  await page.getByRole('textbox', { name: 'Search values in scope' }).fill('author');
  await page
    .getByRole('list', { name: 'Values in scope' })
    .getByRole('button', { name: /author/ })
    .first()
    .click();
  await expect(graph.getByRole('button', { name: /\.author$/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(graph.getByRole('button', { name: /\.title$/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(graph.getByRole('button', { name: /title contains phrase/ })).toBeVisible();
});

test('on a phone the graph, the details and the code are tabs', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkflow(page);
  await expectFitsPhone(page);
  await page.getByRole('tab', { name: 'Code' }).first().click();
  await expect(page.getByRole('region', { name: 'workflow.ts' })).toBeVisible();
  await expectAccessible(page);
});
