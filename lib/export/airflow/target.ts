import { EVERY_QUEUE, NO_DYNAMODB } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';
import { exportAirflow } from './export-airflow.ts';

const WORKERS = 'Airflow runs a task on any of its workers, and a ledger in a file is on one of them: choose Postgres.';

export const airflow: ExportTarget = {
  id: 'airflow',
  title: 'Airflow',
  purpose: 'Beside your other jobs: a DAG that runs the agent once, with retries and a pool.',
  languages: ['typescript', 'python'],
  triggers: {
    manual: 'taken',
    schedule: 'taken',
    keep: { refused: 'A DAG ends, and a control loop does not: choose a schedule, or another place.' },
    webhook: { refused: 'A DAG takes no deliveries: choose a schedule, or by hand.' },
    endpoint: { refused: 'A DAG answers nobody: choose a schedule, or by hand.' },
    queue: { refused: 'A DAG waits for no messages: choose a schedule, or by hand.' },
  },
  schedules: { cron: 'plain', timeZone: 'any' },
  queues: EVERY_QUEUE,
  states: { postgres: 'taken', sqlite: { refused: WORKERS }, dynamodb: NO_DYNAMODB },
  stateMeans: { postgres: 'The ledger is in Postgres (DATABASE_URL), reachable from every worker.' },
  readmeLine: '- `airflow/` a DAG that runs it; `airflow/README.md` says how',
  print: async (agent) => exportAirflow(agent),
};
