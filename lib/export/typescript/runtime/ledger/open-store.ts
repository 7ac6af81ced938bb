import { openDynamoStore } from '../aws/dynamo/open-dynamo-store.ts';
import type { Environment } from '../environment.ts';
import type { AgentStore } from './agent-store.ts';
import { openDatabase } from './open-database.ts';
import { createSqlStore } from './sql-store.ts';

/**
 * Opens what the agent remembers: the DynamoDB table `LEDGER_TABLE`, else Postgres by `DATABASE_URL`, else a SQLite file.
 * Throws one line where it cannot be used.
 * @param parts.owner names this process for ever
 */
export async function openStore(
  environment: Environment,
  parts: { readonly folder: string; readonly owner: string; readonly now: () => Date },
): Promise<AgentStore> {
  const { folder, owner, now } = parts;
  const table = environment.get('LEDGER_TABLE');
  if (table) return openDynamoStore({ table, owner, now });
  return createSqlStore({ database: await openDatabase(environment, folder), owner, now });
}
