import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two kinds: unit tests are pure and need nothing; integration tests start real servers, databases and processes.
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,cli,components,scripts}/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/*.engines.test.ts', '**/node_modules/**'],
          environment: 'node',
          setupFiles: ['scripts/vitest/fail-on-console-error.ts', 'scripts/vitest/fixed-seed.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{lib,cli,scripts,examples}/**/*.integration.test.ts'],
          environment: 'node',
          setupFiles: ['scripts/vitest/fail-on-console-error.ts'],
          // A fresh clone has no database client and no database to begin from yet.
          globalSetup: ['scripts/vitest/prepare-installation.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      // Only by `npm run test:engines`: what needs programs that are not part of this product, and takes its time.
      {
        test: {
          name: 'engines',
          include: ['scripts/engines/*.engines.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
