import { expectAccessible, expectFitsPhone } from './look.ts';
import { openSample, sample } from './sample.ts';
import { expect, test } from './studio-test.ts';

test('the recording is a graph: a node per call, with server, effect, state and time', async ({ page }) => {
  await openSample(page);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await expect(
    graph.getByRole('button', { name: /^list_pull_requests on code-host, read, done.* \d+ ms$/ }),
  ).toBeVisible();
  await expect(
    graph.getByRole('button', { name: /^create_issue on tracker, write, (answered with an error|failed)/ }),
  ).toBeVisible();
  await expect(graph.getByRole('button', { name: /^create_issue on tracker, write, done/ })).toHaveCount(
    sample.tickets,
  );
  await expect(graph.getByRole('button', { name: /^Prompt: Raise a ticket/ })).toBeVisible();
  await expectAccessible(page);
});

test('at first sight all of the recording is there to be read, lane by lane', async ({ page }) => {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    await openSample(page);
    const graph = page.getByRole('region', { name: 'Graph of calls' });
    await expect(graph.locator('[data-call]')).toHaveCount(sample.calls + 1);
    const pane = await graph.boundingBox();
    for (const node of await graph.locator('[data-call]').all()) {
      const box = await node.boundingBox();
      if (!pane || !box) throw new Error('The graph and its nodes have a place.');
      expect(box.x).toBeGreaterThanOrEqual(pane.x);
      expect(box.x + box.width).toBeLessThanOrEqual(pane.x + pane.width);
      expect(box.y).toBeGreaterThanOrEqual(pane.y);
      expect(box.y + box.height).toBeLessThanOrEqual(pane.y + pane.height);
      // At least nine pixels of a name that is thirteen high.
      expect(box.height).toBeGreaterThan(40);
    }
  }
});

test('while nothing is chosen there is an overview: servers, failures, where values came from, what is next', async ({
  page,
}) => {
  await openSample(page);
  const overview = page.getByRole('region', { name: 'The recording' });
  await expect(overview).toContainText(`${sample.calls} calls`);
  await expect(overview.getByRole('listitem').filter({ hasText: 'code-host' })).toContainText('1 read');
  await expect(overview).toContainText('Make workflow');
  await expect(overview).toContainText(/Where \d+ argument values came from/);
  await overview.getByRole('button', { name: /create_issue\.title\s*from pull_requests\[\]\.title/ }).click();
  await expect(page.getByRole('article', { name: 'Values that flowed' })).toBeVisible();
  await page.keyboard.press('Escape');
  await overview.getByRole('button', { name: 'One call failed' }).click();
  await expect(page.getByRole('article', { name: 'Call of create_issue' })).toContainText('not done');
});

test('what flowed is named over the call that took it, and covers none', async ({ page }) => {
  await openSample(page);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await graph.getByRole('button', { name: /^list_pull_requests/ }).click();
  const names = graph.getByText(/^pull_requests\[\d+\]\.title$/);
  await expect(names).toHaveCount(sample.tickets + 1);
  const nodes = await Promise.all((await graph.locator('[data-call]').all()).map((node) => node.boundingBox()));
  for (const name of await names.all()) {
    const box = await name.boundingBox();
    if (!box) throw new Error('A name has a place.');
    const covered = nodes.filter(
      (node) =>
        node &&
        node.x < box.x + box.width &&
        box.x < node.x + node.width &&
        node.y < box.y + box.height &&
        box.y < node.y + node.height,
    );
    expect(covered).toEqual([]);
  }
});

test('what is selected in one place is selected in all of them', async ({ page }) => {
  await openSample(page);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const node = graph.getByRole('button', { name: /^create_issue on tracker, write, done/ }).first();
  await node.click();
  await expect(page.getByRole('article', { name: 'Call of create_issue' })).toBeVisible();
  await expect(timeline.getByRole('button', { pressed: true })).toHaveCount(1);
  await expect(timeline.getByRole('button', { pressed: true })).toHaveAccessibleName(/^create_issue on\s*tracker/);

  await timeline.getByRole('button', { name: /^list_pull_requests/ }).click();
  await expect(page.getByRole('article', { name: 'Call of list_pull_requests' })).toBeVisible();
  await expect(graph.getByRole('button', { name: /^list_pull_requests/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(node).toHaveAttribute('aria-pressed', 'false');
});

test('an argument says where its value came from, and leads there', async ({ page }) => {
  await openSample(page);
  await page
    .getByRole('button', { name: /^create_issue on tracker, write, done/ })
    .first()
    .click();
  const call = page.getByRole('article', { name: 'Call of create_issue' });
  await expect(call.getByRole('button', { name: /PERF.* of the prompt/ })).toBeVisible();
  const source = call.getByRole('button', { name: /pull_requests\[\d+\]\.title/ }).first();
  await expect(source).toContainText('of list_pull_requests');
  await source.hover();
  await expect(
    page.getByRole('region', { name: 'Graph of calls' }).getByText(/^pull_requests\[\d+\]\.title/),
  ).toBeVisible();

  await call.getByRole('tab', { name: /Evidence/ }).click();
  await expect(call.getByText(/From\s*the prompt/)).toBeVisible();
  await call.getByRole('tab', { name: /Arguments/ }).click();
  await source.click();
  await expect(page.getByRole('article', { name: 'Call of list_pull_requests' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Result', selected: true })).toBeVisible();
  await expectAccessible(page);
});

test('the graph is reached and walked by keyboard', async ({ page }) => {
  await openSample(page);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await graph.getByRole('button', { name: /^list_pull_requests/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Call of list_pull_requests' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('article', { name: 'Call of create_issue' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'The recording' })).toContainText('1 read');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByPlaceholder('Go somewhere or do something').fill('fit the graph');
  await expect(page.getByRole('option', { name: /Fit the graph/ })).toBeVisible();
});

test('the recording is played: later calls fade until their time has come', async ({ page }) => {
  await openSample(page);
  const slider = page.getByRole('slider', { name: 'Point in the recording' });
  await slider.fill('1');
  await expect(page.getByText(`1 of ${sample.calls}`)).toBeVisible();
  await expect(page.getByRole('article', { name: 'Call of list_pull_requests' })).toBeVisible();
  await slider.fill(String(sample.calls));
  await expect(page.getByText(`${sample.calls} calls`)).toBeVisible();
});

test('a prototype without a call says what will be there, and is renamed in its header', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'New prototype' }).click();
  await expect(page.getByText('Every tool call becomes a node here')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make workflow' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Untitled prototype' }).click();
  await page.getByRole('textbox', { name: 'Name of the prototype' }).fill('Weekly report');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Weekly report' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Weekly report' })).toBeVisible();
});

test('in a narrow window the panes are tabs, and nothing stands out', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSample(page);
  await page.getByRole('tab', { name: /Graph/ }).click();
  await expect(page.getByRole('button', { name: /^list_pull_requests on code-host/ })).toBeVisible();
  await expectFitsPhone(page);
  await expectAccessible(page);
});

test('values of a result that is too large to be sent at once are followed too', async ({ page, studio }) => {
  const rows = Array.from({ length: 900 }, (_, index) => ({
    id: `row-${7000 + index}`,
    text: `Row ${index} of a long list, with enough words to be large. `.repeat(2),
  }));
  const { id } = await importTrace(studio.address, studio.headers, {
    turns: [],
    servers: [{ alias: 'code' }, { alias: 'tracker' }],
    calls: [
      recorded({ id: 'list', server: 'code', tool: 'list_rows', args: {}, data: { rows }, at: 0 }),
      recorded({ id: 'use', server: 'tracker', tool: 'use_row', args: { row: 'row-7850' }, data: {}, at: 1 }),
    ],
  });
  await page.goto(`/prototypes/${id}`);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await graph.getByRole('button', { name: /^use_row/ }).click();
  await expect(graph.getByText('rows[850].id')).toBeVisible();
  await graph.getByRole('button', { name: /^list_rows/ }).click();
  await page.getByRole('tab', { name: 'Result' }).click();
  await expect(page.getByRole('article', { name: 'Call of list_rows' })).toContainText('row-7000');
});

test('three hundred calls stay fluid', async ({ page, studio }) => {
  const { id } = await importLong(studio.address, studio.headers, 300);
  await page.goto(`/prototypes/${id}`);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await expect(graph.getByRole('button', { name: /^get_item on code/ }).first()).toBeVisible();
  // Fluid is what draws only what comes into sight, and nothing again that is in sight.
  const inSight = await graph
    .locator('.react-flow__node')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id')));
  expect(inSight.length).toBeLessThan(80);
  await graph.evaluate((pane) => {
    const redrawn: string[] = [];
    Object.assign(window, { redrawn });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const node = element?.closest('.react-flow__node')?.getAttribute('data-id');
        if (node) redrawn.push(node);
      }
    }).observe(pane, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  const box = await graph.boundingBox();
  if (!box) throw new Error('The graph has a place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let step = 0; step < 40; step++) await page.mouse.wheel(120, 0);
  const first = inSight.find((node) => node?.startsWith('call-')) ?? '';
  await expect(graph.locator(`.react-flow__node[data-id="${first}"]`)).toHaveCount(0);
  const redrawn = await page.evaluate(() => (window as unknown as { redrawn: readonly string[] }).redrawn);
  expect(redrawn.filter((node) => inSight.includes(node))).toEqual([]);
  expect(await graph.locator('.react-flow__node').count()).toBeLessThan(80);
});

/** A long recording: each call takes a value from the one before, so that none can stand under another. */
async function importLong(
  address: string,
  headers: Readonly<Record<string, string>>,
  count: number,
): Promise<{ id: string }> {
  const calls = Array.from({ length: count }, (_, index) =>
    recorded({
      id: `call-${index}`,
      server: index % 2 === 0 ? 'code' : 'tracker',
      tool: index % 2 === 0 ? 'get_item' : 'create_issue',
      args: { item: `item-${1000 + index - 1}` },
      data: { id: `item-${1000 + index}`, name: `Thing number ${index}` },
      at: index,
    }),
  );
  return importTrace(address, headers, { turns: [], servers: [{ alias: 'code' }, { alias: 'tracker' }], calls });
}

const start = Date.parse('2026-11-20T09:00:00.000Z');

function recorded(call: {
  readonly id: string;
  readonly server: string;
  readonly tool: string;
  readonly args: object;
  readonly data: object;
  readonly at: number;
}): object {
  const { id, server, tool, args, data, at } = call;
  return {
    id,
    origin: 'chat',
    turn: `turn-${at}`,
    server,
    tool,
    args,
    outcome: { status: 'answered', result: { content: [], structuredContent: data } },
    started: at * 2 + 1,
    ended: at * 2 + 2,
    startedAt: new Date(start + at * 400).toISOString(),
    durationMs: 120,
  };
}

/** A trace as a file, imported over the API. */
async function importTrace(
  address: string,
  headers: Readonly<Record<string, string>>,
  parts: { readonly turns: readonly object[]; readonly servers: readonly object[]; readonly calls: readonly object[] },
): Promise<{ id: string }> {
  const trace = {
    version: 1,
    id: 'made',
    name: 'A recording',
    now: new Date(start).toISOString(),
    timeZone: 'UTC',
    locale: 'en',
    tools: [],
    ...parts,
  };
  const response = await fetch(`${address}/api/prototypes/import`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: JSON.stringify(trace) }),
  });
  const made: { id: string } = await response.json();
  return made;
}
