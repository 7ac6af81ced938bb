import { existsSync } from 'node:fs';
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
  return url
    ? withTables(openPostgresDatabase(url), 'The Postgres server of DATABASE_URL')
    : withTables(openSqliteDatabase(join(data, 'agent.db')), `The ledger in ${data}`);
}

/** `sqlite:<path from the agent's folder>` or `postgres://…`. `name` says in messages where the address comes from. */
export async function databaseAt(
  address: string,
  folder: string,
  { name, mustBeThere }: { readonly name: string; readonly mustBeThere: boolean },
): Promise<Database> {
  if (/^postgres(?:ql)?:\/\//.test(address))
    return withTables(openPostgresDatabase(address), `The Postgres server of ${name}`);
  if (!address.startsWith('sqlite:')) throw new Error(`${name} must begin with sqlite: or postgres://.`);
  const path = resolve(folder, address.slice('sqlite:'.length));
  if (mustBeThere && !existsSync(path)) throw new Error(`There is no SQLite file ${path}; ${name} names it.`);
  return withTables(openSqliteDatabase(path), `The SQLite file of ${name}`);
}

async function withTables(database: Database, what: string): Promise<Database> {
  try {
    await makeTables(database);
  } catch (error) {
    await database.close().catch(() => {});
    throw new Error(`${what} cannot be used: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return database;
}
