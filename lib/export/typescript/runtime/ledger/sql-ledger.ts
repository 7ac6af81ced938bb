import type { CorrectableLedger, EffectRecord, EffectState, LedgerClaim } from '#core/effects/ledger.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { Database, Row } from './database.ts';
import { holdClaims, LEASE_MS, LostClaim } from './held-claims.ts';

export interface SqlLedgerOptions {
  readonly database: Database;
  /** Names this process for ever: claims of an owner that died are told from claims of one that lives. */
  readonly owner: string;
  readonly now: () => Date;
}

/** The ledger over SQLite or Postgres; the same statements on both. Claims are leases, so a dead owner blocks nobody. */
export function createSqlLedger({ database, owner, now }: SqlLedgerOptions): CorrectableLedger & { stop(): void } {
  const held = holdClaims((key) =>
    database.query('UPDATE agent_effects SET lease_until = $1 WHERE key = $2 AND owner = $3', [
      now().getTime() + LEASE_MS,
      key,
      owner,
    ]),
  );

  async function find(key: string): Promise<EffectRecord | null> {
    const [row] = await database.query('SELECT * FROM agent_effects WHERE key = $1', [key]);
    return row ? readRecord(row) : null;
  }

  return {
    async claim(effect): Promise<LedgerClaim> {
      const time = now();
      const lease = time.getTime() + LEASE_MS;
      const [claimed] = await database.query(CLAIM, [
        ...[effect.key, effect.server, effect.tool, effect.step, JSON.stringify(effect.path)],
        ...[JSON.stringify(effect.args), effect.argsHash, effect.effect],
        ...[owner, lease, time.toISOString(), time.getTime()],
      ]);
      if (claimed) {
        held.add(effect.key);
        return { outcome: Number(claimed.attempts) === 1 ? 'claimed' : 'retry' };
      }
      // Whoever sent it died before the answer came. One process at a time may find out what became of it.
      const [unsure] = await database.query(TAKE_UNSURE, [effect.key, owner, lease, time.getTime()]);
      const record = unsure ? readRecord(unsure) : await find(effect.key);
      if (unsure && record) {
        held.add(effect.key);
        return { outcome: 'unsure', record };
      }
      return record?.state === 'confirmed' ? { outcome: 'done', record } : { outcome: 'busy' };
    },
    async mark(key, change) {
      const keep = change.state === 'claimed' || change.state === 'awaiting' || change.state === 'sent';
      if (!keep) held.delete(key);
      const rows = await database.query(MARK, [
        ...[key, owner, change.state, change.result ? JSON.stringify(change.result) : null],
        ...[change.error ?? null, change.how ?? null, now().toISOString()],
        keep ? now().getTime() + LEASE_MS : 0,
      ]);
      if (rows.length === 0) throw new LostClaim(key, change.state);
    },
    async setBack(seen, reason) {
      const rows = await database.query(SET_BACK, [
        ...[seen.key, reason, now().toISOString()],
        ...[seen.updatedAt, seen.attempts],
      ]);
      return rows.length > 0;
    },
    find,
    async list() {
      const rows = await database.query('SELECT * FROM agent_effects ORDER BY place, key');
      return rows.map(readRecord);
    },
    stop: held.stop,
  };
}

const CLAIM = `
  INSERT INTO agent_effects
    (key, server, tool, step, path, args, args_hash, effect, state, attempts, owner, lease_until, updated_at, place)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'claimed', 1, $9, $10, $11,
    (SELECT COALESCE(MAX(place), 0) + 1 FROM agent_effects))
  ON CONFLICT (key) DO UPDATE SET
    args = excluded.args, args_hash = excluded.args_hash, state = 'claimed', attempts = agent_effects.attempts + 1,
    error = NULL, owner = excluded.owner, lease_until = excluded.lease_until, updated_at = excluded.updated_at
  WHERE agent_effects.state IN ('planned', 'failed')
     OR (agent_effects.state IN ('claimed', 'awaiting') AND agent_effects.lease_until < $12)
  RETURNING attempts`;

const TAKE_UNSURE = `
  UPDATE agent_effects SET state = 'unknown', owner = $2, lease_until = $3
  WHERE key = $1 AND state IN ('sent', 'unknown') AND lease_until < $4
  RETURNING *`;

const MARK = `
  UPDATE agent_effects SET state = $3, result = $4, error = $5, how = $6, updated_at = $7, lease_until = $8
  WHERE key = $1 AND owner = $2 AND state NOT IN ('confirmed')
  RETURNING key`;

/** Only what was seen: whoever looked before another process acted must not undo what that one did. */
const SET_BACK = `
  UPDATE agent_effects SET state = 'failed', result = NULL, error = $2, how = NULL, lease_until = 0, updated_at = $3
  WHERE key = $1 AND state = 'confirmed' AND updated_at = $4 AND attempts = $5
  RETURNING key`;

/** Rows are our own writing, so their columns are what we wrote. */
function readRecord(row: Row): EffectRecord {
  const text = (name: string) => String(row[name]);
  const optional = (name: string) => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  const [result, error, how] = [optional('result'), optional('error'), optional('how')];
  return {
    key: text('key'),
    server: text('server'),
    tool: text('tool'),
    step: text('step'),
    path: JSON.parse(text('path')) as string[],
    args: JSON.parse(text('args')) as JsonObject,
    argsHash: text('args_hash'),
    effect: text('effect') as EffectClass,
    state: text('state') as EffectState,
    attempts: Number(row.attempts),
    ...(result === null ? {} : { result: JSON.parse(result) as ToolResult }),
    ...(error === null ? {} : { error }),
    ...(how === 'created' || how === 'found' ? { how } : {}),
    updatedAt: text('updated_at'),
  };
}
