import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { AgentState } from './agent-state.ts';
import { columnsOf, STATE_TABLES, type StateTable, sortRows } from './state-tables.ts';

const FIRST = { agentState: 1 };

/** Writes a state as lines of JSON that agents of every language read. Throws where the file is there already. */
export function writeStateFile(path: string, state: AgentState): void {
  const rows = STATE_TABLES.flatMap(({ name }) => (state[name] ?? []).map((row) => ({ table: name, row })));
  const lines = [FIRST, ...rows, { end: rows.length }].map((line) => `${JSON.stringify(line)}\n`);
  // It holds arguments and answers: nobody else reads it.
  try {
    writeFileSync(path, lines.join(''), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? new Error(`${path} is there already. Choose another name.`) : error;
  }
}

/** Throws saying which line is wrong. A file that was cut off is none. */
export function readStateFile(path: string): AgentState {
  const lines = readText(path)
    .split('\n')
    .filter((line) => line !== '');
  const fail = (line: number, why: string) => new Error(`${path} is no state of an agent: line ${line} ${why}.`);
  const parsed = lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      throw fail(index + 1, 'is not JSON');
    }
  });
  if (!z.strictObject({ agentState: z.literal(1) }).safeParse(parsed[0]).success) throw fail(1, 'does not say so');
  const rows = parsed.slice(1, -1);
  if (!z.strictObject({ end: z.literal(rows.length) }).safeParse(parsed.at(-1)).success) {
    throw fail(parsed.length, 'is not its end; the file was cut off');
  }
  const state = new Map<string, AgentState[string][number][]>(STATE_TABLES.map(({ name }) => [name, []]));
  for (const [index, line] of rows.entries()) {
    const read = lineSchema.safeParse(line);
    if (!read.success) throw fail(index + 2, 'has not the columns of its table');
    state.get(read.data.table)?.push(read.data.row);
  }
  return Object.fromEntries(STATE_TABLES.map((table) => [table.name, sortRows(table, state.get(table.name) ?? [])]));
}

const lineSchema = z.union(
  STATE_TABLES.map((table) => z.strictObject({ table: z.literal(table.name), row: rowSchema(table) })),
);

function rowSchema(table: StateTable) {
  const columns = columnsOf(table).map((name) => {
    return [name, table.numbers.includes(name) ? z.number() : z.string().nullable()] as const;
  });
  return z.strictObject(Object.fromEntries(columns));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new Error(`There is no file ${path}.`) : error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
