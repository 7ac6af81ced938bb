import { join, resolve } from 'node:path';
import type { Environment } from '../environment.ts';
import type { Database } from './database.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import { makeTables } from './tables.ts';

/** Postgres where `DATABASE_URL` is set, else the SQLite file `agent.db` in `AGENT_DATA` (`data` beside `main.ts`). */
export async function openDatabase(environment: Environment, folder: string): Promise<Database> {
  const url = environment.get('DATABASE_URL');
  const data = resolve(folder, environment.get('AGENT_DATA') ?? 'data');
  const database = url ? openPostgresDatabase(url) : openSqliteDatabase(join(data, 'agent.db'));
  try {
    await makeTables(database);
  } catch (error) {
    await database.close().catch(() => {});
    const what = url ? 'The Postgres server of DATABASE_URL' : `The ledger in ${data}`;
    throw new Error(`${what} cannot be used: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return database;
}
