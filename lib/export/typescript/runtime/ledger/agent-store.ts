import type { CorrectableLedger } from '#core/effects/ledger.ts';
import type { Deliveries } from '../trigger/delivery-queue.ts';
import type { ApprovalBook } from './approval-book.ts';
import type { Database } from './database.ts';
import type { LastingJudgements } from './judgement-book.ts';

/** Everything that an agent remembers, shared by all its processes. */
export interface AgentStore {
  readonly ledger: CorrectableLedger;
  readonly approvals: ApprovalBook;
  readonly judgements: LastingJudgements;
  readonly deliveries: Deliveries;
  /**
   * For what is kept in SQL only: the queue of a serving agent, results of calls, the memory of a control loop. Throws
   * one line where the store is none.
   */
  database(): Database;
  close(): Promise<void>;
}
