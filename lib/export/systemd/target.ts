import { EITHER_STATE, EVERY_QUEUE, EVERY_TRIGGER } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';
import { exportSystemd } from './export-systemd.ts';

export const systemd: ExportTarget = {
  id: 'systemd',
  title: 'systemd and cron',
  purpose: 'A Linux machine of your own: a locked-down service, its timer, and a script that installs them.',
  languages: ['typescript', 'python'],
  triggers: EVERY_TRIGGER,
  schedules: { cron: 'plain', timeZone: 'any' },
  queues: EVERY_QUEUE,
  states: EITHER_STATE,
  stateMeans: {
    sqlite: 'The ledger is a file in /var/lib. One machine.',
    postgres: 'The ledger is in Postgres (DATABASE_URL). Several machines may share it.',
  },
  readmeLine: '- `systemd/` the same agent as a service of a Linux machine; `systemd/README.md` says how',
  print: async (agent) => exportSystemd(agent),
};
