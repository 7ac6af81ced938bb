import type { ExportTarget } from '../export-target.ts';
import { exportLambda } from './export-lambda.ts';

const DISK = 'The disk of a function is lost, and the ledger with it: choose DynamoDB or Postgres.';

export const lambda: ExportTarget = {
  id: 'lambda',
  title: 'AWS Lambda',
  purpose: 'No machine at all: functions that a schedule, a webhook or SQS wakes, by a SAM template.',
  languages: ['typescript'],
  triggers: {
    manual: 'taken',
    schedule: 'taken',
    keep: { refused: 'A function ends, and a control loop does not: choose a schedule, or another place.' },
    webhook: 'taken',
    endpoint: { refused: 'A function does not wait for the end of a run: choose a webhook, or another place.' },
    queue: 'taken',
  },
  schedules: { cron: 'plain', timeZone: 'any' },
  queues: ['sqs'],
  states: { dynamodb: 'taken', postgres: 'taken', sqlite: { refused: DISK } },
  stateMeans: {
    dynamodb: 'A DynamoDB table of the stack holds the ledger. It costs nothing while nothing happens.',
    postgres: 'The ledger is in Postgres (DATABASE_URL in Secrets Manager), reachable from the functions.',
  },
  readmeLine: '- `template.yaml`, `lambda.ts`, `Dockerfile` the same agent on AWS Lambda; `lambda/README.md` says how',
  host: 'lambda',
  print: async (agent) => exportLambda(agent),
};
