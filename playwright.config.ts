import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/test/find-chromium.ts';

const chromium = findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Each worker has a browser and, file by file, a studio of its own (e2e/studio-test.ts).
  workers: 2,
  fullyParallel: false,
  // A machine that is busy for a moment is no fault of the studio: once more, with a fresh one. The list names it flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    // A trace costs as much as the test itself; `--trace on` makes one of a test that is looked into.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: chromium ? { executablePath: chromium } : {},
  },
});
