import { EITHER_STATE, EVERY_QUEUE, EVERY_SCHEDULE, EVERY_TRIGGER } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';

/** The TypeScript agent alone. */
export const typescript: ExportTarget = {
  id: 'typescript',
  title: 'TypeScript agent',
  purpose: 'A folder that runs with npm, wherever Node does.',
  languages: ['typescript'],
  triggers: EVERY_TRIGGER,
  schedules: EVERY_SCHEDULE,
  queues: EVERY_QUEUE,
  states: EITHER_STATE,
  stateMeans: {
    sqlite: 'The ledger is a file beside the agent. One agent at a time.',
    postgres: 'The ledger is in Postgres (DATABASE_URL). Several agents may share it.',
  },
  print: async ({ atHome }) => ({ files: [], deploy: atHome.run }),
};
