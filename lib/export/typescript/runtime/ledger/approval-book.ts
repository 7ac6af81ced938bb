import type { Approval, Effect } from '#core/effects/ledger.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { Database } from './database.ts';

/** A change that waits for somebody, or was decided. Bound to the hash of server, tool and exact arguments. */
export interface ApprovalEntry {
  readonly argsHash: string;
  readonly step: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly decision: 'waiting' | 'approved' | 'denied';
  readonly at: string;
}

export interface ApprovalBook {
  /** The decision about exactly this change; where there is none yet, the change is written down as waiting. */
  decision(effect: Effect): Promise<Approval>;
  decide(argsHash: string, approved: boolean): Promise<void>;
  /** What is not approved: waiting ones first, then denied ones. */
  open(): Promise<readonly ApprovalEntry[]>;
}

/** Keeps approvals beside the ledger, so that a person can decide while no run is going on. */
export function createApprovalBook(options: { readonly database: Database; readonly now: () => Date }): ApprovalBook {
  const { database, now } = options;
  return {
    async decision(effect) {
      const time = now().toISOString();
      await database.query(
        `INSERT INTO agent_approvals (args_hash, step, server, tool, args, decision, at)
         VALUES ($1, $2, $3, $4, $5, 'waiting', $6) ON CONFLICT (args_hash) DO NOTHING`,
        [effect.argsHash, effect.step, effect.server, effect.tool, JSON.stringify(effect.args), time],
      );
      const [row] = await database.query('SELECT decision FROM agent_approvals WHERE args_hash = $1', [
        effect.argsHash,
      ]);
      if (row?.decision === 'approved') return { approved: true };
      const id = effect.argsHash.slice(0, 12);
      return row?.decision === 'denied'
        ? { approved: false, reason: 'It was denied.' }
        : { approved: false, reason: `It waits for approval: npm run approve ${id}` };
    },
    async decide(argsHash, approved) {
      await database.query('UPDATE agent_approvals SET decision = $1, at = $2 WHERE args_hash = $3', [
        approved ? 'approved' : 'denied',
        now().toISOString(),
        argsHash,
      ]);
    },
    async open() {
      const rows = await database.query(
        `SELECT * FROM agent_approvals WHERE decision IN ('waiting', 'denied') ORDER BY decision DESC, at, args_hash`,
      );
      return rows.map((row) => ({
        argsHash: String(row.args_hash),
        step: String(row.step),
        server: String(row.server),
        tool: String(row.tool),
        args: JSON.parse(String(row.args)) as JsonObject,
        decision: row.decision === 'denied' ? 'denied' : 'waiting',
        at: String(row.at),
      }));
    },
  };
}
