import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database } from './database.ts';

/**
 * A SQLite file; its folder is made if need be. Every commit reaches the disk (`synchronous=FULL`), so a write that was
 * noted as sent is noted as sent after a power cut too.
 */
export function openSqliteDatabase(path: string): Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;');
  const run = (sql: string, parameters: readonly (string | number | null)[]) =>
    database.prepare(sql.replaceAll(/\$(\d+)/g, '?$1')).all(...parameters);
  return {
    async query(sql, parameters = []) {
      return run(sql, parameters);
    },
    async transaction(statements) {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { sql, parameters } of statements) run(sql, parameters);
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    async close() {
      database.close();
    },
  };
}
