import { EVERY_QUEUE, NO_DYNAMODB } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';
import { exportGitHubActions } from './export-github-actions.ts';

const DISK = 'The disk of a runner is lost after each run, and the ledger with it: choose Postgres.';

export const githubActions: ExportTarget = {
  id: 'github-actions',
  title: 'GitHub Actions',
  purpose: 'No machine of your own: a workflow runs the agent once, by schedule or by hand.',
  languages: ['typescript', 'python'],
  triggers: {
    manual: 'taken',
    schedule: 'taken',
    keep: { refused: 'A job ends, and a control loop does not: choose a schedule, or another place.' },
    webhook: { refused: 'Nothing listens on GitHub Actions: choose a schedule, or by hand.' },
    endpoint: { refused: 'Nothing listens on GitHub Actions: choose a schedule, or by hand.' },
    queue: { refused: 'Nothing listens on GitHub Actions: choose a schedule, or by hand.' },
  },
  schedules: { cron: 'plain', timeZone: 'UTC' },
  queues: EVERY_QUEUE,
  states: { postgres: 'taken', sqlite: { refused: DISK }, dynamodb: NO_DYNAMODB },
  stateMeans: { postgres: 'The ledger is in Postgres (DATABASE_URL), reachable from the runners.' },
  readmeLine: '- `.github/` a workflow that runs it by schedule or by hand; `.github/workflows/README.md` says how',
  print: async (agent) => exportGitHubActions(agent),
};
