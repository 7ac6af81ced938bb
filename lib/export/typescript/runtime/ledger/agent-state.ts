import { canonicalJson } from '#core/json/canonical.ts';
import type { Database, Statement } from './database.ts';
import { columnsOf, readStateRow, STATE_TABLES, type StateRow, sortRows } from './state-tables.ts';

/** All that an agent remembers, table by table, as it is when nobody works with it. */
export type AgentState = Readonly<Record<string, readonly StateRow[]>>;

/** Throws where a process holds some of it now: what that one does next would be missing. */
export async function readState(database: Database, now: Date): Promise<AgentState> {
  const tables: [string, readonly StateRow[]][] = [];
  for (const table of STATE_TABLES) {
    const rows = (await database.query(`SELECT * FROM ${table.name}`)).map((row) => readStateRow(table, row));
    if (rows.some((row) => table.isHeld(row, now.getTime()))) {
      throw new Error('An agent is at work with this state. Stop it, and try again in a minute.');
    }
    tables.push([table.name, sortRows(table, rows.map(table.atRest))]);
  }
  return Object.fromEntries(tables);
}

/**
 * Writes a whole state into an empty database, all of it or nothing. False where it is there already. Throws where
 * something else is: two memories cannot be made one.
 */
export async function writeState(database: Database, state: AgentState, now: Date): Promise<boolean> {
  const there = await readState(database, now);
  if (canonicalJson(there) === canonicalJson(state)) return false;
  const held = countRows(there);
  if (held !== null) {
    throw new Error(`What it shall be written into is not empty: it holds ${held}. Name an empty database.`);
  }
  await database.transaction(
    STATE_TABLES.flatMap((table) => (state[table.name] ?? []).map((row) => insert(table, row))),
  );
  return true;
}

/** `3 changes, 1 approvals`; null where there is nothing. */
export function countRows(state: AgentState): string | null {
  const counts = STATE_TABLES.flatMap(({ name, called }) => {
    const count = state[name]?.length ?? 0;
    return count === 0 ? [] : [`${count} ${called}`];
  });
  return counts.length === 0 ? null : counts.join(', ');
}

function insert(table: (typeof STATE_TABLES)[number], row: StateRow): Statement {
  const columns = columnsOf(table);
  const places = columns.map((_, index) => `$${index + 1}`);
  return {
    sql: `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    parameters: columns.map((name) => row[name] ?? null),
  };
}
