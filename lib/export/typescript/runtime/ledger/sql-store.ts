import { createDeliveryQueue } from '../trigger/delivery-queue.ts';
import type { AgentStore } from './agent-store.ts';
import { createApprovalBook } from './approval-book.ts';
import type { Database } from './database.ts';
import { createJudgementBook } from './judgement-book.ts';
import { createSqlLedger } from './sql-ledger.ts';

/** What an agent remembers, in SQLite or Postgres. `owner` names this process for ever. */
export function createSqlStore(options: {
  readonly database: Database;
  readonly owner: string;
  readonly now: () => Date;
}): AgentStore {
  const { database } = options;
  const ledger = createSqlLedger(options);
  return {
    ledger,
    approvals: createApprovalBook(options),
    judgements: createJudgementBook(options),
    deliveries: createDeliveryQueue(options),
    database: () => database,
    async close() {
      ledger.stop();
      await database.close();
    },
  };
}
