import { type KeepMemory, LostLead } from '#core/keep/keep-memory.ts';
import { FRESH_KEEP_STATE, type KeepState } from '#core/keep/keep-state.ts';
import type { Database } from '../ledger/database.ts';

/** How long a lead holds without a sign of life, and how often a leader gives one. */
const LEASE_MS = 30_000;
const HEARTBEAT_MS = 10_000;

export interface SqlKeepMemoryOptions {
  readonly database: Database;
  /** The program's identity: several programs may share a database. */
  readonly workflow: string;
  /** Names this process for ever. */
  readonly owner: string;
  readonly now: () => Date;
}

/** The memory of a control loop over SQLite or Postgres; the lead is a lease in the row that holds the memory. */
export function createSqlKeepMemory({ database, workflow, owner, now }: SqlKeepMemoryOptions): KeepMemory {
  let heartbeat: NodeJS.Timeout | undefined;

  async function lead(): Promise<boolean> {
    const time = now().getTime();
    const rows = await database.query(LEAD, [workflow, JSON.stringify(FRESH_KEEP_STATE), owner, time + LEASE_MS, time]);
    const leads = rows.length > 0;
    if (leads && !heartbeat) heartbeat = setInterval(() => void lead().catch(() => {}), HEARTBEAT_MS).unref();
    if (!leads) rest();
    return leads;
  }

  function rest(): void {
    clearInterval(heartbeat);
    heartbeat = undefined;
  }

  return {
    lead,
    async read() {
      const [row] = await database.query('SELECT document FROM agent_keep WHERE workflow = $1', [workflow]);
      // Our own writing.
      return row ? (JSON.parse(String(row.document)) as KeepState) : FRESH_KEEP_STATE;
    },
    async write(state) {
      const rows = await database.query(WRITE, [workflow, JSON.stringify(state), owner, now().getTime()]);
      if (rows.length === 0) throw new LostLead('Another process leads now, so this pass was not remembered.');
    },
    async resign() {
      rest();
      await database.query('UPDATE agent_keep SET lease_until = 0 WHERE workflow = $1 AND owner = $2', [
        workflow,
        owner,
      ]);
    },
  };
}

const LEAD = `
  INSERT INTO agent_keep (workflow, document, owner, lease_until) VALUES ($1, $2, $3, $4)
  ON CONFLICT (workflow) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until
  WHERE agent_keep.owner = excluded.owner OR agent_keep.owner IS NULL OR agent_keep.lease_until < $5
  RETURNING workflow`;

const WRITE = `
  UPDATE agent_keep SET document = $2 WHERE workflow = $1 AND owner = $3 AND lease_until >= $4
  RETURNING workflow`;
