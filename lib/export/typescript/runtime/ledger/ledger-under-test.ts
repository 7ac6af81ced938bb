import type { CorrectableLedger } from '#core/effects/ledger.ts';
import type { LedgerUnderTest } from '#core/effects/ledger-suite.ts';
import type { Database } from './database.ts';
import { createSqlLedger } from './sql-ledger.ts';
import { makeTables } from './tables.ts';

/** Owners of one store; the clock of a later one is an hour ahead, when every lease has run out. */
export async function underTest(
  open: () => Database,
  remove: () => void | Promise<void>,
): Promise<LedgerUnderTest & { readonly ledger: CorrectableLedger }> {
  const opened: { database: Database; stop: () => void }[] = [];
  const ledgerOf = async (owner: string, aheadMs: number) => {
    const database = open();
    await makeTables(database);
    const ledger = createSqlLedger({ database, owner, now: () => new Date(Date.now() + aheadMs) });
    opened.push({ database, stop: ledger.stop });
    return ledger;
  };
  return {
    ledger: await ledgerOf('one', 0),
    again: () => ledgerOf('two', 0),
    afterCrash: () => ledgerOf('three', 3_600_000),
    close: async () => {
      for (const { database, stop } of opened) {
        stop();
        await database.close();
      }
      await remove();
    },
  };
}
