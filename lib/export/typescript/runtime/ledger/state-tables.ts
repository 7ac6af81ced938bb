import type { Row } from './database.ts';

/** A table as it is carried from one database to another. */
export interface StateTable {
  readonly name: string;
  /** What a row of it is called when rows are counted. */
  readonly called: string;
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly key: string;
  /** A row that a process holds now, at this instant. */
  readonly isHeld: (row: StateRow, nowMs: number) => boolean;
  /** The row as it is when nobody holds it. */
  readonly atRest: (row: StateRow) => StateRow;
}

/** Columns as they are stored: JSON stays text. */
export type StateRow = Readonly<Record<string, string | number | null>>;

/** All that an agent remembers, in the order in which it is written. */
export const STATE_TABLES: readonly StateTable[] = [
  {
    name: 'agent_effects',
    called: 'changes',
    key: 'key',
    texts: [
      ...['key', 'server', 'tool', 'step', 'path', 'args', 'args_hash', 'effect', 'state'],
      ...['result', 'error', 'how', 'owner', 'updated_at'],
    ],
    numbers: ['attempts', 'lease_until', 'place'],
    isHeld: ({ state, lease_until }, now) => HELD.has(String(state)) && Number(lease_until) > now,
    atRest: (row) => ({ ...row, owner: null, lease_until: 0 }),
  },
  {
    name: 'agent_approvals',
    called: 'approvals',
    key: 'args_hash',
    texts: ['args_hash', 'step', 'server', 'tool', 'args', 'decision', 'at'],
    numbers: [],
    isHeld: () => false,
    atRest: (row) => row,
  },
  {
    name: 'agent_judgements',
    called: 'judgements',
    key: 'id',
    texts: ['id', 'step', 'answer', 'at'],
    numbers: [],
    isHeld: () => false,
    atRest: (row) => row,
  },
  {
    name: 'agent_deliveries',
    called: 'deliveries',
    key: 'id',
    texts: ['id', 'inputs', 'state', 'error', 'owner', 'received_at'],
    numbers: ['attempts', 'due'],
    isHeld: ({ state, due }, now) => state === 'running' && Number(due) > now,
    // A dead run's delivery is taken by whoever comes first.
    atRest: (row) => ({ ...row, owner: null, ...(row.state === 'running' ? { due: 0 } : {}) }),
  },
  {
    name: 'agent_results',
    called: 'results',
    key: 'delivery',
    texts: ['delivery', 'result', 'at'],
    numbers: [],
    isHeld: () => false,
    atRest: (row) => row,
  },
  {
    name: 'agent_keep',
    called: 'control loops',
    key: 'workflow',
    texts: ['workflow', 'document', 'owner'],
    numbers: ['lease_until'],
    isHeld: ({ lease_until }, now) => Number(lease_until) > now,
    atRest: (row) => ({ ...row, owner: null, lease_until: 0 }),
  },
];

const HELD = new Set(['claimed', 'awaiting', 'sent', 'unknown']);

export function columnsOf({ texts, numbers }: StateTable): readonly string[] {
  return [...texts, ...numbers];
}

/** In one order, whatever database or file they come from. */
export function sortRows({ key }: StateTable, rows: readonly StateRow[]): readonly StateRow[] {
  return rows.toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
}

/** Rows are our own writing; Postgres gives large numbers as text. */
export function readStateRow({ texts, numbers }: StateTable, row: Row): StateRow {
  const stored = texts.map((name) => [name, row[name] === null ? null : String(row[name])] as const);
  return Object.fromEntries([...stored, ...numbers.map((name) => [name, Number(row[name])] as const)]);
}
