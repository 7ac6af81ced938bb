import type { KeepMemoryUnderTest } from '#core/keep/keep-memory-suite.ts';
import type { Database } from '../ledger/database.ts';
import { makeTables } from '../ledger/tables.ts';
import { createSqlKeepMemory } from './sql-keep-memory.ts';

/** Owners of one store; the clock of a later one is an hour ahead, when every lease has run out. */
export async function memoryUnderTest(
  open: () => Database,
  remove: () => void | Promise<void>,
): Promise<KeepMemoryUnderTest> {
  const databases: Database[] = [];
  const memoryOf = async (aheadMs: number) => {
    const database = open();
    databases.push(database);
    await makeTables(database);
    const now = () => new Date(Date.now() + aheadMs);
    return createSqlKeepMemory({ database, workflow: 'w', owner: `owner-${databases.length}`, now });
  };
  return {
    memory: await memoryOf(0),
    again: () => memoryOf(0),
    afterCrash: () => memoryOf(3_600_000),
    close: async () => {
      for (const database of databases) await database.close();
      await remove();
    },
  };
}
