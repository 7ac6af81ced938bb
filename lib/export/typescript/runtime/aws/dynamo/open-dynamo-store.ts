import type { AgentStore } from '../../ledger/agent-store.ts';
import { createDynamoApprovals } from './dynamo-approvals.ts';
import { openDynamo } from './dynamo-client.ts';
import { createDynamoDeliveries } from './dynamo-deliveries.ts';
import { createDynamoJudgements } from './dynamo-judgements.ts';
import { createDynamoLedger } from './dynamo-ledger.ts';
import { openTable } from './dynamo-table.ts';

/** What an agent remembers, in one DynamoDB table. `template.yaml` says how that is made. */
export async function openDynamoStore(options: {
  readonly table: string;
  readonly owner: string;
  readonly now: () => Date;
}): Promise<AgentStore> {
  const client = await openDynamo();
  const parts = { ...options, table: openTable(client, options.table) };
  const ledger = createDynamoLedger(parts);
  return {
    ledger,
    approvals: createDynamoApprovals(parts),
    judgements: createDynamoJudgements(parts),
    deliveries: createDynamoDeliveries(parts),
    database() {
      throw new Error(
        `This needs SQLite or Postgres, and LEDGER_TABLE names a DynamoDB table (${options.table}). Take LEDGER_TABLE away, or let AWS Lambda wake this agent.`,
      );
    },
    async close() {
      ledger.stop();
      client.destroy();
    },
  };
}
