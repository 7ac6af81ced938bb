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
  return {
    async query(sql, parameters = []) {
      return database.prepare(sql.replaceAll(/\$(\d+)/g, '?$1')).all(...parameters);
    },
    async close() {
      database.close();
    },
  };
}
