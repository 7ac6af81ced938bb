import { hostname } from 'node:os';
import type { Ledger } from '#core/effects/ledger.ts';
import { createSqlLedger } from '#lib/export/typescript/runtime/ledger/sql-ledger.ts';
import { openSqliteDatabase } from '#lib/export/typescript/runtime/ledger/sqlite-database.ts';
import { makeTables } from '#lib/export/typescript/runtime/ledger/tables.ts';
import { UsageError } from './command.ts';

/** A ledger in a SQLite file: the very one that exported agents use, so that both can share a file. */
export async function openLedger(
  file: string,
  now: () => Date = () => new Date(),
): Promise<Ledger & { readonly close: () => Promise<void> }> {
  const database = openDatabase(file);
  await makeTables(database);
  const ledger = createSqlLedger({
    database,
    owner: `${hostname()}/${process.pid}/${crypto.randomUUID()}`,
    now,
  });
  return {
    ...ledger,
    close: async () => {
      ledger.stop();
      await database.close();
    },
  };
}

function openDatabase(file: string) {
  try {
    return openSqliteDatabase(file);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be used as a ledger: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
