import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { buildIfNeeded } from '../scripts/build/build-if-needed.ts';
import { freePort, startStudioProcess } from '../scripts/start/test/studio-process.ts';
import { ensureChromium } from '../scripts/test/find-chromium.ts';
import { median, printFigure } from './figure.ts';

// How long a person waits: from the command to the launch URL, and to the sample's graph in the browser. On a built
// tree; the first start makes the data folder, the later ones reopen it.
const ROUNDS = 5;

await buildIfNeeded();
const executablePath = ensureChromium();
const home = mkdtempSync(join(tmpdir(), 'tracewright-bench-'));
const ready: number[] = [];
const seen: number[] = [];
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    // The browser is open already, as a person's is.
    const browser = await chromium.launch(executablePath ? { executablePath } : {});
    const port = await freePort();
    const started = performance.now();
    const studio = await startStudioProcess({ home, port });
    ready.push(performance.now() - started);
    const page = await browser.newPage();
    await page.goto(studio.launchUrl);
    await page
      .getByRole('link', { name: /sample|memory leak/i })
      .first()
      .click();
    await page.locator('.react-flow__node').first().waitFor();
    seen.push(performance.now() - started);
    await browser.close();
    await studio.end('SIGTERM');
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
const [first = Number.NaN, ...later] = ready;
printFigure({ figure: 'start-up: first start, to the launch URL', value: first / 1000, unit: 's', limit: 3 });
printFigure({
  figure: 'start-up: later starts, to the launch URL (median)',
  value: median(later) / 1000,
  unit: 's',
  limit: 3,
});
printFigure({
  figure: 'start-up: first start, to the sample’s graph',
  value: (seen[0] ?? Number.NaN) / 1000,
  unit: 's',
  limit: 8,
});
printFigure({
  figure: 'start-up: later starts, to the sample’s graph (median)',
  value: median(seen.slice(1)) / 1000,
  unit: 's',
  limit: 8,
});
