import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two kinds: unit tests are pure and need nothing; integration tests start real servers, databases and processes.
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,cli,components,scripts}/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{lib,cli,scripts,examples}/**/*.integration.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
