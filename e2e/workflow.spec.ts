import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from './look.ts';
import { answerQuestions, openSample } from './sample.ts';
import { expect, test } from './studio-test.ts';

/** Every test begins with the workflow as it was derived, whatever the one before did to it. */
test.beforeEach(async ({ studio }) => {
  const ask = async (path: string, method = 'GET', body?: object) => {
    const headers = { ...studio.headers, 'Content-Type': 'application/json' };
    const answer = await fetch(`${studio.address}/api/prototypes${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    return answer.ok ? answer.json() : null;
  };
  const prototypes: { prototype: { id: string; sample: boolean } }[] = await ask('');
  const sample = prototypes.find(({ prototype }) => prototype.sample)?.prototype.id;
  const workflow: { version: number } | null = await ask(`/${sample}/workflow`);
  if (workflow && workflow.version > 1) await ask(`/${sample}/workflow`, 'PATCH', { restore: 1 });
});

async function openWorkflow(page: Page): Promise<Locator> {
  await openSample(page);
  const make = page.getByRole('button', { name: /^Make workflow/ });
  const tab = page.getByRole('link', { name: 'Workflow' });
  await expect(tab).toBeVisible();
  if (await make.isVisible()) await make.click();
  else await tab.click();
  await expect(page).toHaveURL(/\/workflow$/);
  await expect(page.getByRole('button', { name: 'Step createIssue' })).toBeVisible();
  return page.getByRole('region', { name: 'Graph of the workflow' });
}

/** What is only there while something is pointed at stands outside of the page's regions. */
async function pointNowhere(page: Page): Promise<void> {
  await page.mouse.move(5, 5);
  await expect(page.locator('[data-radix-popper-content-wrapper]')).toHaveCount(0);
}

async function selectStep(graph: Locator, id: string): Promise<void> {
  await graph.getByRole('button', { name: `Step ${id}`, exact: true }).focus();
  await graph.page().keyboard.press('Enter');
  await expect(graph.page().getByRole('article', { name: `Step ${id}` })).toBeVisible();
}

async function undo(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Undo' });
  await expect(button).toBeEnabled();
  await button.click();
}

test('the workflow is made from the recording: a loop over a filtered list, three inputs, no literal left', async ({
  page,
}) => {
  const graph = await openWorkflow(page);
  await expect(graph.getByText(/^For each \w+ in/)).toBeVisible();
  await expect(graph.getByRole('button', { name: /title contains phrase/ })).toBeVisible();
  await expect(graph.getByRole('button', { name: 'Computed is not draft' })).toBeVisible();
  await expect(graph.getByRole('button', { name: 'Computed page has no more' })).toBeVisible();
  for (const input of ['repository', 'phrase', 'project']) {
    await expect(graph.getByRole('button', { name: input, exact: true }).first()).toBeVisible();
  }
  await page.getByRole('tab', { name: /Left out/ }).click();
  await expect(page.getByRole('tabpanel', { name: /Left out/ })).toContainText('create_issue');
  await expectAccessible(page);
});

test('no text of the graph is cut, and no card lies over another', async ({ page }) => {
  const graph = await openWorkflow(page);
  const cards = graph.locator('.react-flow__node');
  const cut = await cards.evaluateAll((nodes) =>
    nodes.flatMap((node) =>
      [...node.querySelectorAll('dd, p, h2')].flatMap((line) =>
        line.scrollHeight > line.clientHeight + 2 && !line.className.includes('line-clamp') ? [line.textContent] : [],
      ),
    ),
  );
  expect(cut).toEqual([]);
  const boxes = await cards.evaluateAll((nodes) =>
    nodes.map((node) => {
      const { top, bottom, left, right } = node.getBoundingClientRect();
      return { id: node.getAttribute('data-id') ?? '', top, bottom, left, right };
    }),
  );
  const box = (id: string) => boxes.find((candidate) => candidate.id === id);
  const [loop, issue, pulls, inputs] = ['eachPull', 'createIssue', 'pulls', '(inputs)'].map(box);
  if (!loop || !issue || !pulls || !inputs) throw new Error('The sample has four cards.');
  expect(inputs.bottom).toBeLessThan(pulls.top);
  expect(pulls.bottom).toBeLessThan(loop.top);
  expect(issue.top).toBeGreaterThan(loop.top);
  expect(issue.bottom).toBeLessThan(loop.bottom);
  const head = await graph
    .locator('[data-step="eachPull"] [data-question], [data-step="eachPull"] dl')
    .last()
    .boundingBox();
  expect((head?.y ?? 0) + (head?.height ?? 0)).toBeLessThan(issue.top);
});

test('the meter opens what was proved, asked and assumed, and every check with its outcome', async ({ page }) => {
  const graph = await openWorkflow(page);
  const meter = page.getByRole('button', { name: /^How sure: proved \d+ · asked \d+ · assumed \d+/ });
  await meter.click();
  const proof = page.getByRole('tabpanel', { name: 'Proof' });
  await expect(proof.getByRole('region', { name: 'Checks' })).toContainText('It does what was recorded');
  await expect(proof.getByRole('region', { name: 'Checks' })).toContainText('passed');
  await expect(proof.getByRole('region', { name: 'Assumed' })).toContainText('always 100');
  await proof.getByRole('button', { name: /title of createIssue/ }).click();
  await expect(page.getByRole('article', { name: 'Value' })).toContainText('Proved');
  await expect(graph.getByRole('button', { name: /pull\.title/ }).first()).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
});

test('what could not be proved is asked at its place on a concrete row, answered by a click, and the card folds', async ({
  page,
}) => {
  const graph = await openWorkflow(page);
  const asked = await page.locator('[data-question]').count();
  expect(asked).toBe(1);
  const card = graph.locator('[data-step="eachPull"] [data-question]');
  await expect(card).toContainText('The recording left this one out');
  await expect(card.getByRole('row', { name: /draft (\(decides\) )?true/ })).toBeVisible();
  await expect(card.getByRole('row', { name: /title Plug a memory leak/ })).toBeVisible();
  await expect(card.getByRole('button', { name: /Title contains “memory leak” and is not draft/ })).toContainText(
    'used until you answer',
  );
  await page.getByRole('button', { name: 'Answer 1 question' }).click();
  await expect(page.getByRole('article', { name: /^(?:Value|Step)/ })).toBeVisible();
  await card.getByRole('button', { name: /Title contains “memory leak” and is not draft/ }).click();
  await expect(card).toHaveCount(0);
  await expect(
    graph.getByRole('button', { name: /You said: Title contains “memory leak” and is not draft/ }),
  ).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Step createIssue' })).toBeVisible();
  await expect(page.locator('[data-question]')).toHaveCount(0);
  await undo(page);
  await expect(page.locator('[data-question]')).toHaveCount(1);
});

test('the code beside the graph is joined with it, both ways, and breaks its lines to the pane', async ({ page }) => {
  const graph = await openWorkflow(page);
  const code = page.getByRole('region', { name: 'workflow.ts' });
  await expect(code).toContainText('export async function');
  const wide = () => code.evaluate((region) => region.scrollWidth - region.clientWidth);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Break long lines' }).click();
  await expect.poll(wide).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Break long lines' }).click();
  await selectStep(graph, 'createIssue');
  await expect(code.locator('[data-line].bg-accent\\/10').first()).toBeVisible();
  await expect(code.locator('[data-line].bg-accent\\/10').filter({ hasText: 'tracker.createIssue' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await code.locator('[data-line]').filter({ hasText: 'codeHost.listPullRequests' }).click();
  await expect(page.getByRole('article', { name: /^Step / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Step createIssue' })).toHaveAttribute('aria-pressed', 'false');
});

test('a value explains itself with the facts that justify it', async ({ page }) => {
  const graph = await openWorkflow(page);
  await graph
    .getByRole('button', { name: /pull\.title/ })
    .first()
    .click();
  const value = page.getByRole('article', { name: 'Value' });
  await expect(value).toContainText('Reference');
  await expect(value).toContainText('Proved');
  await expect(
    value.getByRole('button', { name: /pull_requests\[\d+\]\.title of list_pull_requests/ }).first(),
  ).toBeVisible();
  await expect(page.getByRole('list', { name: 'Where values come from' })).toContainText('judgement');
  await pointNowhere(page);
  await expectAccessible(page);
});

test('an input is renamed everywhere, and undo brings the old name back, also after a reload', async ({ page }) => {
  const graph = await openWorkflow(page);
  await graph.getByRole('button', { name: 'phrase', exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Name of input phrase' }).fill('words');
  await page.keyboard.press('Enter');
  await expect(graph.getByRole('button', { name: /title contains words/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'workflow.ts' })).toContainText('words');
  await page.reload();
  await expect(graph.getByRole('button', { name: /title contains words/ })).toBeVisible();
  await undo(page);
  await expect(graph.getByRole('button', { name: /title contains phrase/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled();
  await page.keyboard.press('Control+Shift+Z');
  await expect(graph.getByRole('button', { name: /title contains words/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await page.keyboard.press('Control+Z');
  await expect(graph.getByRole('button', { name: /title contains phrase/ })).toBeVisible();
});

test('a change by hand outlives an answer, is listed, compared with the version before, and taken back', async ({
  page,
}) => {
  const graph = await openWorkflow(page);
  await graph
    .getByRole('button', { name: /pull\.title/ })
    .first()
    .click();
  await page.getByRole('article', { name: 'Value' }).getByRole('button', { name: 'Use another value…' }).click();
  await page.getByRole('combobox', { name: 'Values in scope' }).fill('author');
  await page.keyboard.press('Enter');
  await expect(graph.getByRole('button', { name: 'Reference pull.author' }).first()).toBeVisible();
  await answerQuestions(page);
  await expect(graph.getByRole('button', { name: 'Reference pull.author' }).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page
    .getByRole('button', { name: /made from the recording/ })
    .last()
    .click();
  await expect(page.getByRole('tabpanel', { name: 'Versions' })).toContainText('title: pull.title → pull.author');
  await page.getByRole('button', { name: /^How sure: .* by hand 1/ }).click();
  const proof = page.getByRole('tabpanel', { name: 'Proof' });
  await expect(proof.getByRole('region', { name: 'Checks' })).toContainText('failed');
  await proof.getByRole('button', { name: 'Take back: title of createIssue is pull.author' }).click();
  await expect(graph.getByRole('button', { name: /pull\.title/ }).first()).toBeVisible();
  await expect(page.locator('[data-question]')).toHaveCount(0);
  await undo(page);
  await undo(page);
  await undo(page);
  await expect(page.locator('[data-question]')).toHaveCount(1);
  await expect(graph.getByRole('button', { name: /pull\.title/ }).first()).toBeVisible();
});

test('a filter is changed test by test, with its values chosen from what is in scope', async ({ page }) => {
  const graph = await openWorkflow(page);
  await graph.getByRole('button', { name: /title contains phrase/ }).click();
  const condition = page.getByRole('form', { name: 'Condition' });
  await condition.getByRole('combobox', { name: 'Test' }).first().click();
  await page.getByRole('option', { name: 'begins with' }).click();
  await condition.getByRole('button', { name: 'Add a test' }).click();
  await condition.getByRole('button', { name: 'Field' }).last().click();
  await page.getByRole('combobox', { name: 'Values in scope' }).fill('author');
  await page.keyboard.press('Enter');
  await condition.getByRole('textbox', { name: 'Compared with' }).fill('aylin');
  await condition.getByRole('button', { name: 'Set the condition' }).click();
  await expect(graph.getByRole('button', { name: /title begins with phrase/ })).toBeVisible();
  await expect(graph.getByRole('button', { name: /author is “aylin”/ })).toBeVisible();
  // Who changes it by hand has answered what was asked about it.
  await expect(page.locator('[data-question]')).toHaveCount(0);
  await expect(graph.getByRole('button', { name: /You said: something else, by hand/ })).toBeVisible();
  await condition.getByRole('button', { name: 'Remove this test' }).last().click();
  await condition.getByRole('radio', { name: 'one of' }).click();
  await condition.getByRole('button', { name: 'Set the condition' }).click();
  await expect(graph.getByRole('term').filter({ hasText: /^or$/ })).toBeVisible();
  await undo(page);
  await undo(page);
  await expect(graph.getByRole('button', { name: /title contains phrase/ })).toBeVisible();
  await expect(page.locator('[data-question]')).toHaveCount(1);
});

test('a list gets an order and a limit, and a step its tool, effect, retries and a note', async ({ page }) => {
  const graph = await openWorkflow(page);
  await selectStep(graph, 'eachPull');
  const loop = page.getByRole('article', { name: 'Step eachPull' });
  await loop.getByRole('button', { name: 'Order', exact: true }).click();
  await loop.getByRole('region', { name: 'Ordered by' }).getByRole('button', { name: 'Ordered by' }).click();
  await page.getByRole('combobox', { name: 'Values in scope' }).fill('created_at');
  await page.keyboard.press('Enter');
  await loop.getByRole('combobox', { name: 'Direction' }).click();
  await page.getByRole('option', { name: 'newest first' }).click();
  await expect(graph.locator('[data-step="eachPull"]')).toContainText('newest first');
  await loop.getByRole('button', { name: 'Limit', exact: true }).click();
  const count = loop.getByRole('textbox', { name: 'How many' });
  await count.fill('two');
  await expect(loop.getByRole('alert')).toContainText('This is not JSON');
  await count.fill('2');
  await page.keyboard.press('Enter');
  await expect(graph.locator('[data-step="eachPull"]')).toContainText(/only the first\W*(?:Constant)?\W*2/);
  await selectStep(graph, 'createIssue');
  const issue = page.getByRole('article', { name: 'Step createIssue' });
  await issue.getByRole('combobox', { name: 'Effect' }).click();
  await page.getByRole('option', { name: 'Read' }).click();
  await expect(issue).toContainText('treats tracker/create_issue as a read, but it is a write');
  await expect(page.getByText(/^This workflow would not run/)).toBeVisible();
  await undo(page);
  await expect(page.getByText(/^This workflow would not run/)).toHaveCount(0);
  await issue.getByRole('combobox', { name: 'Attempts' }).click();
  await page.getByRole('option', { name: /^3, if/ }).click();
  await issue.getByRole('textbox', { name: 'Note' }).fill('One ticket for each leak.');
  await page.keyboard.press('Enter');
  await expect(graph.getByText('One ticket for each leak.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'workflow.ts' })).toContainText('attempts: 3');
  await pointNowhere(page);
  await expectAccessible(page);
});

test('steps are added, filled in, moved and removed, on the graph and by keys', async ({ page }) => {
  const graph = await openWorkflow(page);
  await selectStep(graph, 'createIssue');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Add a step after createIssue' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('add comment');
  await page.keyboard.press('Enter');
  const step = page.getByRole('article', { name: 'Step addComment' });
  await expect(step).toBeVisible();
  await expect(graph.locator('[data-step="addComment"]')).toContainText('Add a comment');
  await step.getByRole('button', { name: /^body/ }).click();
  await page.getByRole('textbox', { name: 'Constant' }).fill('A ticket was raised.');
  await page.keyboard.press('Enter');
  await expect(graph.getByRole('button', { name: /“A ticket was raised.”/ })).toBeVisible();
  await page.getByRole('button', { name: 'Make it an input' }).click();
  await expect(graph.getByRole('button', { name: 'body', exact: true }).first()).toBeVisible();
  await undo(page);
  await undo(page);
  await undo(page);
  await expect(graph.getByRole('button', { name: 'Step addComment' })).toHaveCount(0);
});

test('a change that fails is told, and nothing goes on as if it had been made', async ({ page, expectedErrors }) => {
  expectedErrors.push(/500/);
  const graph = await openWorkflow(page);
  await selectStep(graph, 'createIssue');
  const failing = { error: { code: 'internal', message: 'The disk is full.', advice: 'Make room and try again.' } };
  await page.route(/\/workflow$/, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 500, json: failing }) : route.fallback(),
  );
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog', { name: 'Add a step after createIssue' })).toBeVisible();
  await page.keyboard.type('add comment');
  await page.keyboard.press('Enter');
  const told = page.getByRole('alert').filter({ hasText: 'The disk is full.' });
  await expect(told).toContainText('Make room and try again.');
  await expect(page.getByRole('article', { name: 'Step createIssue' })).toBeVisible();
  await expect(graph.getByRole('button', { name: 'Step addComment' })).toHaveCount(0);
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toHaveCount(0);
});

test('steps are moved and removed, on the graph and by keys', async ({ page }) => {
  const graph = await openWorkflow(page);
  await selectStep(graph, 'createIssue');
  await page.keyboard.press('a');
  await page
    .getByRole('group', { name: 'tracker' })
    .getByRole('option', { name: /Add a comment/ })
    .click();
  await expect(page.getByRole('article', { name: 'Step addComment' })).toBeVisible();
  const order = () =>
    graph.locator('[data-step]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-step')));
  const tops = async (id: string) => (await graph.locator(`[data-step="${id}"]`).boundingBox())?.y ?? 0;
  expect(await tops('addComment')).toBeGreaterThan(await tops('createIssue'));
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(async () => (await tops('addComment')) < (await tops('createIssue'))).toBe(true);
  await graph.locator('[data-step="addComment"]').hover({ position: { x: 160, y: 4 } });
  await graph.getByRole('button', { name: 'Move addComment down' }).click();
  await expect.poll(async () => (await tops('addComment')) > (await tops('createIssue'))).toBe(true);
  await graph.getByRole('button', { name: 'Change addComment' }).click();
  await page.getByRole('menuitem', { name: 'Move out of eachPull' }).click();
  await expect(graph.locator('[data-step="addComment"]')).toBeVisible();
  await selectStep(graph, 'addComment');
  await page.keyboard.press('Backspace');
  await expect.poll(order).not.toContain('addComment');
  await undo(page);
  await expect.poll(order).toContain('addComment');
});

test('what would not run is said where it is, before it is set and after', async ({ page }) => {
  const graph = await openWorkflow(page);
  await graph.getByRole('button', { name: 'phrase', exact: true }).first().click();
  const name = page.getByRole('textbox', { name: 'Name of input phrase' });
  await name.fill('project');
  await page.keyboard.press('Enter');
  await expect(graph.getByRole('alert')).toHaveText('"project" is taken already. Choose another name.');
  await name.fill('My phrase');
  await expect(graph.getByRole('alert')).toContainText('must begin with a small letter');
  await page.keyboard.press('Escape');
  await graph.getByRole('button', { name: 'Step pulls' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await expect(
    page.getByText(/Step "eachPull" refers to step "pulls", which has not run there\./).first(),
  ).toBeVisible();
  await expect(
    graph.locator('[data-step="eachPull"]').getByRole('img', { name: /refers to step "pulls"/ }),
  ).toBeVisible();
  await undo(page);
  await expect(graph.getByRole('button', { name: 'Step pulls' })).toBeVisible();
});

test('on a phone the graph, the details and the code are tabs, and a tap leads to the details', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const graph = await openWorkflow(page);
  await expectFitsPhone(page);
  await graph.getByRole('button', { name: /page has no more/ }).click();
  await expect(page.getByRole('article', { name: 'Value' })).toBeVisible();
  await expectFitsPhone(page);
  await page.getByRole('tab', { name: 'Code and proof' }).click();
  await expect(page.getByRole('region', { name: 'workflow.ts' })).toBeVisible();
  await expectAccessible(page);
});
