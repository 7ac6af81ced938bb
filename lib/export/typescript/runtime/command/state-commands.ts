import { resolve } from 'node:path';
import { type Environment, expandVariables } from '../environment.ts';
import { type AgentState, countRows, readState, writeState } from '../ledger/agent-state.ts';
import type { Database } from '../ledger/database.ts';
import { databaseAt } from '../ledger/open-database.ts';
import { readStateFile, writeStateFile } from '../ledger/state-file.ts';

/** `effects export <file>`: all that the agent remembers, as lines of JSON. */
export async function exportState(database: Database, file: string | undefined): Promise<number> {
  if (file === undefined) throw new Error('Usage: effects export <file>. The file must not be there yet.');
  const state = await readState(database, new Date());
  writeStateFile(resolve(file), state);
  process.stdout.write(`${tell(state)} written to ${file}.\n`);
  return 0;
}

/** `effects import <file>`: into an empty database; the same once more does nothing. */
export async function importState(database: Database, file: string | undefined): Promise<number> {
  if (file === undefined) throw new Error('Usage: effects import <file>. The database must be empty.');
  const state = readStateFile(resolve(file));
  const isNew = await writeState(database, state, new Date());
  process.stdout.write(`${tell(state)} ${isNew ? 'read' : 'are there already, read before'} from ${file}.\n`);
  return 0;
}

/** `effects move`: from one database to another; what is left behind stays as it is. */
export async function moveState(
  folder: string,
  environment: Environment,
  { from, to }: { readonly from?: string; readonly to?: string },
): Promise<number> {
  if (from === undefined || to === undefined) {
    throw new Error('Usage: effects move --from sqlite:data/agent.db --to postgres://user@host/database, or back.');
  }
  const open = (name: string, url: string, mustBeThere: boolean) =>
    databaseAt(expandVariables(url, environment, name), folder, { name, mustBeThere });
  const source = await open('--from', from, true);
  try {
    const target = await open('--to', to, false);
    try {
      const state = await readState(source, new Date());
      const isNew = await writeState(target, state, new Date());
      const said = isNew ? 'moved' : 'are there already';
      process.stdout.write(`${tell(state)} ${said}. Start the agent with the new database only.\n`);
      return 0;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function tell(state: AgentState): string {
  return countRows(state) ?? 'Nothing, 0 changes,';
}
