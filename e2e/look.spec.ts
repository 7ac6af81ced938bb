import type { Page } from '@playwright/test';
import { expectAccessible } from './look.ts';
import { openSample } from './sample.ts';
import { expect, test } from './studio-test.ts';

// Every page in both themes, with what axe-core can find; and what the keyboard can reach.

/** The prototype of the sample, as a path. */
async function samplePath(page: Page): Promise<string> {
  await openSample(page);
  return new URL(page.url()).pathname;
}

/** What the page shows now is right in the light theme, and its colours are in the dark one. */
async function expectRightInBothThemes(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveClass(/light/);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveClass(/dark/);
  await expectAccessible(page, 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
}

test('nothing is wrong that axe can find on any page, in both themes', async ({ page, expectedErrors }) => {
  test.setTimeout(180_000);
  expectedErrors.push(/404/);
  const sample = await samplePath(page);
  const pages = [
    ['/', 'Show a job once; keep the program.'],
    ['/servers', 'Servers'],
    ['/servers/tracker', 'tracker'],
    ['/settings', 'Data'],
    [sample, 'Tickets for memory leaks'],
    [`${sample}/workflow`, 'Tickets for memory leaks'],
    [`${sample}/runs`, 'Tickets for memory leaks'],
    [`${sample}/export`, 'Tickets for memory leaks'],
    ['/no-such-page', 'There is nothing at this address'],
  ] as const;
  for (const [path, text] of pages) {
    await page.goto(path);
    await expect(page.getByText(text).first()).toBeVisible();
    await expectRightInBothThemes(page);
  }
});

test('a call, the palette, the keys and the settings of a prototype are right too, in both themes', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openSample(page);
  const graph = page.getByRole('region', { name: 'Graph of calls' });
  await graph.getByRole('button', { name: /^list_pull_requests/ }).click();
  for (const tab of ['Result', 'Evidence', 'Timing', 'Raw', 'Arguments']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectRightInBothThemes(page);
  }
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByPlaceholder('Go somewhere or do something')).toBeVisible();
  await expectRightInBothThemes(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await expectRightInBothThemes(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press(',');
  await expect(page.getByRole('dialog', { name: 'This prototype' }).getByText('/mcp/prototype-').first()).toBeVisible();
  await expectRightInBothThemes(page);
});

test('the keyboard reaches every part of the design table, and is always seen', async ({ page }) => {
  await openSample(page);
  await expect(page.getByRole('log').locator('[data-call]').first()).toBeVisible();
  const seen = new Set<string>();
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      // A text field shows it on the box around it.
      const shown = element.matches('textarea') ? element.closest('form') : element;
      const style = shown && getComputedStyle(shown);
      const ring =
        style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none' || element.matches('textarea'));
      const part = element.closest(
        '[role=log], [aria-label="Graph of calls"], [aria-label="Timeline"], [aria-label="The recording"], nav, header',
      );
      return {
        name: element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 60) ?? '',
        part: part?.getAttribute('aria-label') ?? part?.tagName ?? '',
        ring: ring === true,
      };
    });
    if (!at) continue;
    expect(at.ring, `focus is seen on ${at.name}`).toBe(true);
    seen.add(at.part);
  }
  for (const part of ['Conversation', 'Graph of calls', 'Timeline', 'The recording', 'Views of the prototype']) {
    expect([...seen]).toContain(part);
  }
});

test('the palette reaches what can be done on the design table', async ({ page }) => {
  await openSample(page);
  await page
    .getByRole('region', { name: 'Graph of calls' })
    .getByRole('button', { name: /^list_pull_requests/ })
    .click();
  await page.keyboard.press('ControlOrMeta+k');
  const actions = [
    'Make workflow',
    'Go to the export',
    'Call a tool by hand',
    'Servers, permissions and gateway of this prototype',
    'Rename the prototype',
    'Write to the model',
    'Answer anew',
    'Play the sample live',
    'Fit the graph',
    'Zoom in',
    'Play the recording',
    'Next call',
    'Evidence of list_pull_requests',
    'New prototype',
    'Import a recording, a workflow or servers',
    'Add a server',
    'Theme: dark',
    'Show the keys',
  ];
  for (const action of actions) await expect(page.getByRole('option', { name: action }).first()).toBeAttached();
  await page.getByPlaceholder('Go somewhere or do something').fill('evidence');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /Evidence/, selected: true })).toBeVisible();
});
