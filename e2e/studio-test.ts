import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { freePort, type StudioProcess, startStudioProcess } from '../scripts/start/test/studio-process.ts';

export { expect };

export interface RunningStudio {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly address: string;
  readonly home: string;
  readonly process: StudioProcess;
  /** Headers for requests of the test itself, past the browser. */
  readonly headers: Readonly<Record<string, string>>;
}

interface WorkerFixtures {
  /** Gives the studio of a test file; the one of the file before it ends. */
  readonly studioOf: (file: string) => Promise<RunningStudio>;
}

interface TestFixtures {
  /** A studio as `npm start` starts it, on an empty data folder; the tests of one file share it, and no others. */
  readonly studio: RunningStudio;
  /** Patterns of console errors and failed requests that this test expects. */
  readonly expectedErrors: RegExp[];
}

/**
 * Tests in a browser that was let in by a launch URL. A console error, an exception in the page or a breach of the
 * content security policy fails the test, unless it pushes a pattern to `expectedErrors`.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  studioOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
    async ({}, use) => {
      let running: { readonly file: string; readonly studio: RunningStudio } | null = null;
      const end = async () => {
        if (running === null) return;
        const { studio } = running;
        running = null;
        await studio.process.end('SIGTERM');
        rmSync(studio.home, { recursive: true, force: true });
      };
      await use(async (file) => {
        if (running?.file === file) return running.studio;
        await end();
        const studio = await startStudio();
        running = { file, studio };
        return studio;
      });
      await end();
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  // What one file leaves behind (an allowed tool, a deleted sample) is not there for the next one.
  studio: [async ({ studioOf }, use, info) => use(await studioOf(info.file)), { timeout: 600_000 }],
  baseURL: async ({ studio }, use) => use(studio.address),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  expectedErrors: async ({}, use) => use([]),
  context: async ({ context, studio }, use) => {
    const answer = await fetch(`${studio.address}/api/launch-links`, { method: 'POST', headers: studio.headers });
    const { url } = (await answer.json()) as { url: string };
    // Lets the browser in without showing it the page that the link leads on to; e2e/launch.spec.ts goes there.
    const entered = await context.request.get(url, { maxRedirects: 0 });
    expect(entered.status(), 'the launch link').toBe(303);
    await use(context);
  },
  page: async ({ page, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // The browser looks for an icon at every address that a walk leads to; that another server has none is no error.
      if (/\/favicon\.ico$/.test(message.location().url)) return;
      if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
    });
    await use(page);
    expect(errors.filter((error) => !expectedErrors.some((pattern) => pattern.test(error)))).toEqual([]);
  },
});

async function startStudio(): Promise<RunningStudio> {
  const home = mkdtempSync(join(tmpdir(), 'tracewright-e2e-'));
  const port = await freePort();
  const process = await startStudioProcess({ home, port });
  return {
    address: `http://127.0.0.1:${port}`,
    home,
    process,
    headers: { Authorization: `Bearer ${process.accessKey()}` },
  };
}
