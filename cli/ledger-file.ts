import { hostname } from 'node:os';
import type { CorrectableLedger } from '#core/effects/ledger.ts';
import type { JudgementMemory } from '#core/execution/run-workflow.ts';
import type { KeepMemory } from '#core/keep/keep-memory.ts';
import { createSqlKeepMemory } from '#lib/export/typescript/runtime/keep/sql-keep-memory.ts';
import type { Database } from '#lib/export/typescript/runtime/ledger/database.ts';
import { createSqlLedger } from '#lib/export/typescript/runtime/ledger/sql-ledger.ts';
import { openSqliteDatabase } from '#lib/export/typescript/runtime/ledger/sqlite-database.ts';
import { makeTables } from '#lib/export/typescript/runtime/ledger/tables.ts';
import { UsageError } from './command.ts';

export interface LedgerFile extends CorrectableLedger {
  /** What a model answered in runs with this file: a run that is taken up again decides as it did. */
  readonly judgements: JudgementMemory;
  /** Where a control loop over this workflow remembers, and which of several commands leads. */
  readonly keepMemory: (workflow: string) => KeepMemory;
  readonly close: () => Promise<void>;
}

/** A ledger in a SQLite file: the very one that exported agents use, so that both can share a file. */
export async function openLedger(file: string, now: () => Date = () => new Date()): Promise<LedgerFile> {
  const database = openDatabase(file);
  await makeTables(database);
  await freeClaimsOfTheDead(database);
  const owner = `${hostname()}/${process.pid}/${crypto.randomUUID()}`;
  const ledger = createSqlLedger({ database, owner, now });
  return {
    ...ledger,
    judgements: await judgementsIn(database, now),
    keepMemory: (workflow) => createSqlKeepMemory({ database, workflow, owner, now }),
    close: async () => {
      ledger.stop();
      await database.close();
    },
  };
}

/** In a table of its own beside the effects, which exported agents do not look at. */
async function judgementsIn(database: Database, now: () => Date): Promise<JudgementMemory> {
  await database.query(
    'CREATE TABLE IF NOT EXISTS tracewright_judgements (key TEXT PRIMARY KEY, answer TEXT NOT NULL, at TEXT NOT NULL)',
  );
  return {
    async recall(key) {
      const [row] = await database.query('SELECT answer FROM tracewright_judgements WHERE key = $1', [key]);
      return row ? JSON.parse(String(row.answer)) : undefined;
    },
    async keep(key, answer) {
      await database.query('INSERT OR REPLACE INTO tracewright_judgements (key, answer, at) VALUES ($1, $2, $3)', [
        key,
        JSON.stringify(answer),
        now().toISOString(),
      ]);
    },
  };
}

/** A command that was killed on this machine holds nothing any more; nobody has to wait for its lease to run out. */
async function freeClaimsOfTheDead(database: Database): Promise<void> {
  const owners = await database.query(`
    SELECT owner FROM agent_effects WHERE lease_until > 0 UNION SELECT owner FROM agent_keep WHERE lease_until > 0`);
  for (const { owner } of owners) {
    const [host, pid] = String(owner).split('/');
    if (host !== hostname() || isAlive(Number(pid))) continue;
    await database.query('UPDATE agent_effects SET lease_until = 0 WHERE owner = $1', [String(owner)]);
    await database.query('UPDATE agent_keep SET lease_until = 0 WHERE owner = $1', [String(owner)]);
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
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
