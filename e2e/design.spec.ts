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

test('three hundred calls stay fluid', async ({ page, studio }) => {
  const { id } = await importLong(studio.address, studio.headers, 300);
  await page.goto(`/prototypes/${id}`);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await expect(graph.getByRole('button', { name: /^get_item on code/ }).first()).toBeVisible();
  const box = await graph.boundingBox();
  if (!box) throw new Error('The graph has a place.');
  await page.evaluate(() => {
    const times: number[] = [];
    const state = { times, on: true };
    Object.assign(window, { frames: state });
    const tick = (at: number) => {
      times.push(at);
      if (state.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let step = 0; step < 40; step++) await page.mouse.wheel(120, 0);
  const gaps = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: { times: number[]; on: boolean } };
    frames.on = false;
    return frames.times.slice(1).map((at, index) => at - (frames.times[index] ?? at));
  });
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  console.log(
    `panning 300 calls: ${gaps.length} frames, median ${middle.toFixed(1)} ms, longest ${Math.max(...gaps).toFixed(0)} ms`,
  );
  expect(middle).toBeLessThan(50);
});

/** A long recording as a trace file, imported over the API. */
async function importLong(
  address: string,
  headers: Readonly<Record<string, string>>,
  count: number,
): Promise<{ id: string }> {
  const start = Date.parse('2026-11-20T09:00:00.000Z');
  const calls = Array.from({ length: count }, (_, index) => ({
    id: `call-${index}`,
    origin: 'chat',
    turn: `turn-${index}`,
    server: index % 2 === 0 ? 'code' : 'tracker',
    tool: index % 2 === 0 ? 'get_item' : 'create_issue',
    args: { item: `item-${1000 + index - 1}` },
    outcome: {
      status: 'answered',
      result: { content: [], structuredContent: { id: `item-${1000 + index}`, name: `Thing number ${index}` } },
    },
    started: index * 2 + 1,
    ended: index * 2 + 2,
    startedAt: new Date(start + index * 400).toISOString(),
    durationMs: 120,
  }));
  const trace = {
    version: 1,
    id: 'long',
    name: 'A long recording',
    now: new Date(start).toISOString(),
    timeZone: 'UTC',
    locale: 'en',
    turns: [],
    servers: [{ alias: 'code' }, { alias: 'tracker' }],
    tools: [],
    calls,
  };
  const response = await fetch(`${address}/api/prototypes/import`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: JSON.stringify(trace) }),
  });
  const made: { id: string } = await response.json();
  return made;
}
