import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Page } from '@playwright/test';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { type Script, type ScriptTurn, type ScriptView, scriptOf } from '#lib/chat/scripted/script.ts';
import { type ScriptedServer, startScriptedServer } from '#lib/chat/scripted/scripted-server.ts';
import { expect, type RunningStudio, test } from './studio-test.ts';

// The chat as a new user meets it. The model is a script behind the real wire; servers, approvals and storage are real.

const scripts: Script[] = [];
let model: ScriptedServer;

test.beforeAll(async () => {
  model = await startScriptedServer(scripts);
});
test.afterAll(() => model.close());

async function ask<Answer>(studio: RunningStudio, path: string, method: string, body?: object): Promise<Answer> {
  const response = await fetch(`${studio.address}${path}`, {
    method,
    headers: { ...studio.headers, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  expect(response.status, `${method} ${path}`).toBeLessThan(300);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

interface Prototype {
  readonly id: string;
  readonly sample: boolean;
}

type Turn = ScriptTurn | ((view: ScriptView) => ScriptTurn);

/** Starts a sample server as its user would: by consenting to its exact command. */
async function connect(studio: RunningStudio, alias: string): Promise<void> {
  const path = `/api/servers/${alias}`;
  const { consent } = await ask<{ readonly consent: { readonly hash: string } | null }>(studio, path, 'GET');
  await ask(studio, `${path}/connection`, 'POST', { consent: consent?.hash, wait: true });
}

/** Opens a prototype whose model says these things. */
async function openChat(page: Page, studio: RunningStudio, turns: readonly Turn[]): Promise<Prototype> {
  const provider = { id: 'bench', protocol: 'compatible', name: 'Bench', baseUrl: model.url };
  await ask(studio, '/api/settings', 'PATCH', { provider });
  const script = scriptOf(`talker-${scripts.length}`, turns);
  scripts.push(script);
  const wish = { name: 'Chat', model: `bench:${script.model}`, servers: ['code-host', 'tracker'] };
  const prototype = await ask<Prototype>(studio, '/api/prototypes', 'POST', wish);
  for (const alias of wish.servers) await connect(studio, alias);
  await page.goto(`/prototypes/${prototype.id}`);
  await expect(prompt(page)).toBeVisible();
  return prototype;
}

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Describe the job' });
const log = (page: Page) => page.getByRole('log', { name: 'Conversation' });

async function say(page: Page, text: string): Promise<void> {
  await prompt(page).fill(text);
  await prompt(page).press('Enter');
}

test('the sample is there at first sight; played live it waits for approval, also over a reload', async ({
  page,
  studio,
}) => {
  const known = await ask<readonly { readonly prototype: Prototype }[]>(studio, '/api/prototypes', 'GET');
  const sample = known.find(({ prototype }) => prototype.sample);
  await page.goto(`/prototypes/${sample?.prototype.id}`);
  await expect(log(page)).toContainText(SAMPLE_PROMPT);
  await expect(log(page)).toContainText('Scripted, no model');
  await expect(log(page).locator('[data-call]')).toHaveCount(5);
  await expect(log(page)).toContainText('I raised 3 tickets in PERF');

  await page.getByRole('button', { name: 'Play it live' }).click();
  const card = page.locator('section[data-approval]').first();
  await expect(card).toContainText('Approve tracker · create_issue?');
  await expect(card).toContainText('MEMORY LEAK: detached nodes');

  await page.reload();
  await expect(card).toContainText('MEMORY LEAK: detached nodes');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(card).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card).toContainText('Memory leak when the search box loses focus');
  await expect(card).toBeFocused();
  await page.keyboard.press('a');
  await expect(log(page)).toContainText('I raised 3 tickets in PERF', { timeout: 20_000 });
  await expect(card).toHaveCount(0);
  await expect(log(page).locator('[data-call]')).toHaveCount(5);
});

test('words come as they are written; stopping keeps them, and Continue goes on', async ({ page, studio }) => {
  await openChat(page, studio, [
    (view) =>
      view.prompt.startsWith('Go on') ? { text: 'And that is the end.' } : { text: 'word '.repeat(400), pace: 20 },
  ]);
  await say(page, 'Tell me a long story.');
  await expect(log(page)).toContainText('word word word');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(log(page)).toContainText('Stopped.');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(log(page)).toContainText('And that is the end.');
  await expect(log(page)).toContainText('word word word');
});

test('a reload in the middle of an answer loses nothing of it', async ({ page, studio }) => {
  const text = Array.from({ length: 160 }, (_, at) => `w${at}`).join(' ');
  await openChat(page, studio, [{ text, pace: 50 }]);
  await say(page, 'Count.');
  await expect(log(page)).toContainText('w3 ');
  await page.reload();
  await expect(log(page)).toContainText('Count.');
  await expect(log(page)).toContainText(text, { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
});

test('what is being read does not move while the answer grows', async ({ page, studio }) => {
  await openChat(page, studio, [
    { text: Array.from({ length: 120 }, (_, line) => `Line ${line}.\n\n`).join(''), pace: 25 },
  ]);
  await say(page, 'Write many lines.');
  await expect(log(page)).toContainText('Line 40.', { timeout: 20_000 });
  const list = log(page).locator('..');
  await list.evaluate((element) => element.scrollTo({ top: 200 }));
  // Its words say whether the answer is still growing, which depends on the machine.
  const below = page.getByRole('button', { name: /^(New below|To the end)$/ });
  await expect(below).toBeVisible();
  const before = await list.evaluate((element) => element.scrollTop);
  await page.waitForTimeout(800);
  expect(await list.evaluate((element) => element.scrollTop)).toBe(before);
  await below.click();
  await expect(log(page)).toContainText('Line 119.', { timeout: 20_000 });
  await expect(log(page).getByText('Line 119.')).toBeInViewport();
});

test('a denied write is told to the model with its reason', async ({ page, studio }) => {
  await openChat(page, studio, [
    { text: 'I raise it.', calls: [{ tool: 'tracker__create_issue', args: { project: 'SHOP', title: 'Not wanted' } }] },
    (view) => ({ text: `I was told: ${view.results[0]?.text}` }),
  ]);
  await say(page, 'Raise a ticket.');
  const card = page.locator('section[data-approval]').first();
  await expect(card).toContainText('Not wanted');
  await card.getByRole('button', { name: /^Deny/ }).click();
  await card.getByRole('textbox', { name: /Reason/ }).fill('Wrong project');
  await card.getByRole('button', { name: 'Deny' }).click();
  await expect(log(page)).toContainText('I was told: The user did not approve this call: Wrong project');
});

test('a call opens in place to its arguments and its result', async ({ page, studio }) => {
  await openChat(page, studio, [
    { calls: [{ tool: 'tracker__list_projects', args: {} }] },
    { text: 'There are three.' },
  ]);
  await say(page, 'Which projects are there?');
  await expect(log(page)).toContainText('There are three.');
  const line = log(page).locator('[data-call]').first();
  await line.getByRole('button', { name: /list_projects/ }).click();
  await expect(line).toContainText('Performance');
  await expect(line).toContainText('Payments');
});

test('a message can be edited and sent again; what followed makes room', async ({ page, studio }) => {
  await openChat(page, studio, [(view) => ({ text: `You said: ${view.prompt}` })]);
  await say(page, 'First words');
  await expect(log(page)).toContainText('You said: First words');
  await log(page).getByText('First words', { exact: true }).hover();
  await page.getByRole('button', { name: 'Edit and send again' }).click();
  const field = page.getByRole('textbox', { name: 'Your message' });
  await field.fill('Second words');
  await field.press('Enter');
  await expect(log(page)).toContainText('You said: Second words');
  await expect(log(page)).not.toContainText('First words');
});

test('an answer that is over can be asked for anew, once it is clear what goes', async ({ page, studio }) => {
  let times = 0;
  await openChat(page, studio, [
    { calls: [{ tool: 'tracker__list_projects', args: {} }] },
    () => ({ text: `Answer number ${++times}.` }),
  ]);
  await say(page, 'Which projects are there?');
  await expect(log(page)).toContainText('Answer number 1.');
  await log(page).getByText('Answer number 1.').hover();
  await log(page).getByRole('button', { name: 'Answer anew' }).click();
  const asked = page.getByRole('dialog', { name: 'Answer anew?' });
  await expect(asked).toContainText('its call leaves the recording');
  await asked.getByRole('button', { name: 'Answer anew' }).click();
  await expect(log(page)).toContainText('Answer number 2.');
  await expect(log(page)).not.toContainText('Answer number 1.');
  await expect(log(page).locator('[data-call]')).toHaveCount(1);
});

test('what every step took is one quiet line, opened for the steps', async ({ page, studio }) => {
  await openChat(page, studio, [
    { calls: [{ tool: 'tracker__list_projects', args: {} }] },
    { text: 'There are three.' },
  ]);
  await say(page, 'Which projects are there?');
  await expect(log(page)).toContainText('There are three.');
  await log(page)
    .getByRole('button', { name: /\d+(\.\d)?k? in · \d+ out/ })
    .click();
  const steps = log(page).getByRole('table', { name: 'What each step of the answer took' });
  await expect(steps.getByRole('row', { name: /list_projects .*\d+(\.\d)?k? in .*\d out/ })).toBeVisible();
  await expect(steps.getByRole('row', { name: /answer .*\d+(\.\d)?k? in .*\d out/ })).toBeVisible();
  await expect(
    page
      .getByRole('main')
      .locator('header')
      .getByText(/tokens, price unknown/),
  ).toBeVisible();
});

test('a tool that was allowed here is listed, and asks again once that is taken back', async ({ page, studio }) => {
  const raise = (title: string) => ({
    calls: [{ tool: 'tracker__create_issue', args: { project: 'SHOP', title } }],
  });
  await openChat(page, studio, [
    (view) => raise(`${view.prompt}, the first`),
    (view) => raise(`${view.prompt}, the second`),
    { text: 'Raised both.' },
  ]);
  await say(page, 'Early');
  const card = page.locator('section[data-approval]').first();
  await card.getByRole('button', { name: /^Approve this tool here/ }).click();
  await expect(log(page)).toContainText('Raised both.');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Set up this prototype' }).click();
  const sheet = page.getByRole('dialog', { name: 'This prototype' });
  const allowed = sheet.getByRole('listitem').filter({ hasText: 'tracker/create_issue' });
  await allowed.getByRole('button', { name: 'Ask again' }).click();
  await expect(sheet).toContainText('Every write asks.');
  await page.keyboard.press('Escape');
  await say(page, 'Late');
  await expect(card).toContainText('Late, the first');
  await page.goto('/settings');
  // What another test allowed in another prototype may be listed there.
  const exceptions = page.getByRole('region', { name: 'Approvals' });
  await expect(exceptions).toContainText('wait for your approval');
  await expect(exceptions.getByRole('listitem').filter({ hasText: 'in Chat' })).toHaveCount(0);
});

test('a server is taken out of a prototype and put back; what the model should know is told to it', async ({
  page,
  studio,
}) => {
  await openChat(page, studio, [
    (view) => ({ text: `I see ${view.tools.filter((tool) => tool.includes('__')).length} tools.` }),
  ]);
  await page.getByRole('button', { name: 'Set up this prototype' }).click();
  const sheet = page.getByRole('dialog', { name: 'This prototype' });
  await sheet.getByRole('switch', { name: 'Use tracker' }).click();
  await sheet.getByRole('switch', { name: 'Use code-host' }).click();
  await sheet.getByRole('textbox', { name: 'What the model should know' }).fill('Our trunk is called stem.');
  await sheet.getByRole('button', { name: 'Keep' }).click();
  await expect(sheet.getByRole('button', { name: 'Keep' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await say(page, 'What do you see?');
  await expect(log(page)).toContainText('I see 0 tools.');
  expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain('Our trunk is called stem.');
});

test('an outside agent drives through the address that the prototype shows, onto the same graph', async ({
  page,
  studio,
}) => {
  const { id } = await openChat(page, studio, [{ text: 'Nothing to do.' }]);
  await page.getByRole('button', { name: 'Set up this prototype' }).click();
  const sheet = page.getByRole('dialog', { name: 'This prototype' });
  await expect(sheet).toContainText(`${studio.address}/mcp/${id}`);
  await expect(sheet).not.toContainText('Bearer ey');
  const { url, token } = await ask<{ readonly url: string; readonly token: string }>(
    studio,
    `/api/prototypes/${id}/gateway`,
    'GET',
  );
  await expect(sheet).not.toContainText(token);
  await page.keyboard.press('Escape');
  const client = new Client({ name: 'an-agent', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } }),
  );
  await client.callTool({ name: 'tracker__list_projects', arguments: {} });
  await client.close();
  await expect(
    page.getByRole('region', { name: 'Graph of calls' }).getByRole('button', { name: /^list_projects on tracker/ }),
  ).toBeVisible();
});

test('a conversation of three hundred calls stays fluid while the answer is written', async ({ page, studio }) => {
  test.setTimeout(180_000);
  const read = (at: number) => ({
    tool: 'code-host__list_pull_requests',
    args: { repository: 'acme/storefront', state: 'open', page: 1 + (at % 20), per_page: 1 },
  });
  await openChat(page, studio, [
    ...Array.from({ length: 6 }, (_, step) => ({
      text: `Step ${step}.`,
      calls: Array.from({ length: 50 }, (_, at) => read(step * 50 + at)),
    })),
    { text: `${'and so on '.repeat(150)}until the end.`, pace: 15 },
  ]);
  await say(page, 'Look at everything in acme/storefront.');
  await expect(log(page)).toContainText('and so on', { timeout: 120_000 });
  await expect(log(page).locator('[data-call]')).toHaveCount(300);
  // Fluid is what touches nothing but the words that come: no line of a call is drawn again for them.
  await log(page).evaluate((conversation) => {
    const touched: Element[] = [];
    Object.assign(window, { touched });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element) touched.push(element);
      }
    }).observe(conversation, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  const last = log(page).locator('[data-call]').last();
  await last.getByRole('button').first().click();
  await expect(log(page)).toContainText('until the end.', { timeout: 60_000 });
  const touched = await page.evaluate(() => {
    const { touched } = window as unknown as { touched: readonly Element[] };
    const calls = new Set(touched.flatMap((element) => element.closest('[data-call]') ?? []));
    return { words: touched.length, calls: [...calls].map((call) => call.getAttribute('data-call')) };
  });
  expect(touched.words).toBeGreaterThan(0);
  expect(touched.calls.filter((call) => call !== null)).toHaveLength(1);
});

test('hostile words of a model stay words', async ({ page, studio }) => {
  const hostile =
    '<img src=x onerror="window.broken=1"> [click](javascript:window.broken=2) ![x](https://evil.example/x.png) <script>window.broken=3</script>';
  await openChat(page, studio, [{ text: `${hostile} **the end**` }]);
  await say(page, 'Be evil.');
  await expect(log(page).locator('strong')).toHaveText('the end');
  expect(await log(page).locator('img, script, a[href^="javascript"]').count()).toBe(0);
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
});

test('a provider that refuses is told beside the answer, with what to do', async ({ page, studio }) => {
  await openChat(page, studio, [{ fail: { status: 401, message: 'Incorrect API key provided' } }]);
  await say(page, 'Hello.');
  const alert = log(page).getByRole('alert');
  await expect(alert).toContainText('Incorrect API key provided');
  await expect(alert).toContainText('Check the API key in Settings');
});

test('without a model the prompt is kept, and the user is told what can be done without one', async ({
  page,
  studio,
  expectedErrors,
}) => {
  expectedErrors.push(/503/);
  const prototype = await ask<Prototype>(studio, '/api/prototypes', 'POST', { name: 'No model', model: 'gone:model' });
  await page.goto(`/prototypes/${prototype.id}`);
  await say(page, 'Do something.');
  await expect(log(page)).toContainText('of a provider that is not set up');
  await expect(prompt(page)).toHaveValue('Do something.');
});
