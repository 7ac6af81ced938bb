import { EITHER_STATE, EVERY_QUEUE, EVERY_TRIGGER } from '#core/deploy/target.ts';
import type { ExportTarget } from '../export-target.ts';
import { exportServerlessWorkflow } from './export-serverless-workflow.ts';

const EVENTS = 'The document starts by schedule or by hand: choose a schedule, or by hand.';
const NO_LEDGER = 'The document itself keeps no ledger; this is where the agent beside it has its own.';

export const serverlessWorkflow: ExportTarget = {
  id: 'serverless-workflow',
  title: 'Serverless Workflow',
  purpose: 'The same program as a CNCF Serverless Workflow 1.0.3 document, for runtimes that speak it.',
  languages: ['typescript', 'python'],
  triggers: {
    ...EVERY_TRIGGER,
    keep: { refused: 'A run of a document ends, and a control loop does not: choose a schedule, or another place.' },
    webhook: { refused: EVENTS },
    endpoint: { refused: EVENTS },
    queue: { refused: EVENTS },
  },
  schedules: { cron: 'plain', timeZone: 'UTC' },
  queues: EVERY_QUEUE,
  states: EITHER_STATE,
  stateMeans: { sqlite: NO_LEDGER, postgres: NO_LEDGER },
  readmeLine: '- `serverless-workflow/` the same program as a CNCF document; its `README.md` says where it is less',
  print: async (_agent, facts) => exportServerlessWorkflow(facts),
};
