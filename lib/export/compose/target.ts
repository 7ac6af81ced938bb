import { EITHER_STATE, EVERY_QUEUE, EVERY_SCHEDULE, EVERY_TRIGGER } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';
import { exportCompose } from './export-compose.ts';

export const compose: ExportTarget = {
  id: 'compose',
  title: 'Docker Compose',
  purpose: 'One machine with Docker or Podman: agent, database and telemetry in containers.',
  languages: ['typescript', 'python'],
  triggers: EVERY_TRIGGER,
  schedules: EVERY_SCHEDULE,
  queues: EVERY_QUEUE,
  states: EITHER_STATE,
  stateMeans: {
    sqlite: 'A named volume holds the ledger. One agent at a time.',
    postgres: 'A Postgres server comes along in a profile, or DATABASE_URL names yours. Several agents may share it.',
  },
  readmeLine: '- `Dockerfile`, `compose.yaml`, `compose/` the same agent in a container; `compose/README.md` says how',
  print: async (agent) => exportCompose(agent),
};
