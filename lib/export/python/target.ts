import { EITHER_STATE, EVERY_SCHEDULE, EVERY_TRIGGER, REDIS_QUEUES } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';

/** The Python agent alone. */
export const python: ExportTarget = {
  id: 'python',
  title: 'Python agent',
  purpose: 'A folder that runs with Python 3.11 or newer.',
  languages: ['python'],
  triggers: EVERY_TRIGGER,
  schedules: EVERY_SCHEDULE,
  queues: REDIS_QUEUES,
  states: EITHER_STATE,
  stateMeans: {
    sqlite: 'The ledger is a file beside the agent. One agent at a time.',
    postgres: 'The ledger is in Postgres (DATABASE_URL). Several agents may share it.',
  },
  print: async ({ atHome }) => ({ files: [], deploy: atHome.run }),
};
