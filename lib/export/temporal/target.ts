import { EVERY_QUEUE, NO_DYNAMODB } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';
import { exportTemporal } from './export-temporal.ts';

const WORKERS = 'Any worker may be handed any call, and a ledger in a file is on one machine: choose Postgres.';
const STARTED = 'Runs on Temporal are started by a schedule or by a client of Temporal: choose a schedule, or by hand.';

export const temporal: ExportTarget = {
  id: 'temporal',
  title: 'Temporal',
  purpose: 'More than one machine: the program as a durable workflow, each call as an activity of your workers.',
  languages: ['typescript'],
  triggers: {
    manual: 'taken',
    schedule: 'taken',
    keep: { refused: 'A run of a workflow ends, and a control loop does not: choose a schedule, or another place.' },
    webhook: { refused: STARTED },
    endpoint: { refused: STARTED },
    queue: { refused: STARTED },
  },
  schedules: { cron: 'plain', timeZone: 'any' },
  queues: EVERY_QUEUE,
  states: { postgres: 'taken', sqlite: { refused: WORKERS }, dynamodb: NO_DYNAMODB },
  stateMeans: { postgres: 'The ledger is in Postgres (DATABASE_URL), reachable from every worker.' },
  readmeLine: '- `temporal/` the same program on Temporal; `temporal/README.md` says how',
  host: 'temporal',
  print: async (agent, facts) => exportTemporal(agent, facts),
};
