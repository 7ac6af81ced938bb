import type { CorrectableLedger, Effect, EffectRecord, EffectState } from '#core/effects/ledger.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { LedgerEntryModel } from './generated/models.ts';

/** How long a claim holds without being renewed. */
const LEASE_SECONDS = 60;

/** The ledger was asked to do what its rules forbid: a claim was lost, or a final state would change. */
export class LedgerRuleError extends Error {
  override readonly name = 'LedgerRuleError';
}

/** Names a holder of claims: this process, and the run in it. */
export interface LedgerHolder {
  readonly process: string;
  readonly runId: string;
}

const holderText = ({ process, runId }: LedgerHolder) => `${process}/${runId}`;

/** The ledger of one prototype in Postgres, in the hands of one run. Every method has committed when it resolves. */
export function postgresLedger(database: Database, prototypeId: string, who: LedgerHolder): CorrectableLedger {
  const holder = holderText(who);

  return {
    async claim(effect) {
      return database.$transaction(async (transaction) => {
        const inserted = await transaction.$executeRaw`
          INSERT INTO "ledger_entry"
            ("prototype_id", "key", "state", "attempts", "effect_json", "run_id", "holder", "lease_until", "updated_at")
          VALUES (${prototypeId}, ${effect.key}, 'claimed', 1, ${writeDocument(onlyEffect(effect))}, ${who.runId},
            ${holder}, now() + make_interval(secs => ${LEASE_SECONDS}), now())
          ON CONFLICT ("prototype_id", "key") DO NOTHING`;
        if (inserted === 1) return { outcome: 'claimed' };

        const [{ held } = { held: false }] = await transaction.$queryRaw<{ held: boolean }[]>`
          SELECT "holder" <> ${holder} AND "lease_until" > now() AND "state" <> 'confirmed' AS held
          FROM "ledger_entry" WHERE "prototype_id" = ${prototypeId} AND "key" = ${effect.key} FOR UPDATE`;
        if (held) return { outcome: 'busy' };
        const row = await transaction.ledgerEntry.findUniqueOrThrow({
          where: { prototypeId_key: { prototypeId, key: effect.key } },
        });
        const record = toRecord(row);
        if (record.state === 'confirmed') return { outcome: 'done', record };
        const unsure = record.state === 'sent' || record.state === 'unknown';
        await transaction.$executeRaw`
          UPDATE "ledger_entry" SET
            "state" = ${unsure ? record.state : 'claimed'},
            "attempts" = "attempts" + ${unsure ? 0 : 1},
            "effect_json" = ${unsure ? row.effectJson : writeDocument(onlyEffect(effect))},
            "run_id" = ${who.runId}, "holder" = ${holder},
            "lease_until" = now() + make_interval(secs => ${LEASE_SECONDS}), "updated_at" = now()
          WHERE "prototype_id" = ${prototypeId} AND "key" = ${effect.key}`;
        return unsure ? { outcome: 'unsure', record } : { outcome: 'retry' };
      });
    },

    async mark(key, change) {
      const changed = await database.ledgerEntry.updateMany({
        // A process that lost its claim must not write over what its successor found; a confirmed effect is final.
        where: { prototypeId, key, holder, state: { not: 'confirmed' } },
        data: {
          state: change.state,
          ...(change.result && { resultJson: writeDocument(change.result) }),
          error: change.error ?? null,
          ...(change.how && { how: change.how }),
          updatedAt: new Date(),
        },
      });
      if (changed.count === 1) return;
      const row = await database.ledgerEntry.findUnique({ where: { prototypeId_key: { prototypeId, key } } });
      if (!row) throw new LedgerRuleError(`Effect "${key}" was marked ${change.state} and never claimed.`);
      if (row.state === 'confirmed') {
        throw new LedgerRuleError(`Effect "${key}" is confirmed and cannot become ${change.state}.`);
      }
      throw new LedgerRuleError(`Effect "${key}" is in the hands of another run by now.`);
    },

    async setBack(seen, reason) {
      const changed = await database.ledgerEntry.updateMany({
        where: {
          ...{ prototypeId, key: seen.key, state: 'confirmed' },
          // Only what was seen: whoever looked before another run acted must not undo what that one did.
          ...{ updatedAt: new Date(seen.updatedAt), attempts: seen.attempts },
        },
        data: { state: 'failed', resultJson: null, how: null, error: reason, updatedAt: new Date() },
      });
      return changed.count === 1;
    },

    async find(key) {
      const row = await database.ledgerEntry.findUnique({ where: { prototypeId_key: { prototypeId, key } } });
      return row && toRecord(row);
    },

    async list() {
      const rows = await database.ledgerEntry.findMany({ where: { prototypeId }, orderBy: { position: 'asc' } });
      return rows.map(toRecord);
    },
  };
}

/** Keeps this process's claims; called by the store while runs are under way. */
export async function renewLeases(database: Database, processId: string): Promise<void> {
  await database.$executeRaw`
    UPDATE "ledger_entry" SET "lease_until" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE starts_with("holder", ${`${processId}/`}) AND "state" IN ('claimed', 'awaiting', 'sent')
      AND "lease_until" > now()`;
}

/** Gives up what a run that is over still held. */
export async function releaseLeases(database: Database, runId: string): Promise<void> {
  await database.$executeRaw`UPDATE "ledger_entry" SET "lease_until" = now() WHERE "run_id" = ${runId}`;
}

/** Ends the leases of processes that are gone. Only for who holds the database alone. */
export async function endForeignLeases(database: Database, processId: string): Promise<void> {
  await database.$executeRaw`
    UPDATE "ledger_entry" SET "lease_until" = now() WHERE NOT starts_with("holder", ${`${processId}/`})`;
}

/** What names the effect, without members that a caller's object may carry besides. */
function onlyEffect({ key, step, path, server, tool, args, argsHash, effect }: Effect): Effect {
  return { key, step, path, server, tool, args, argsHash, effect };
}

const STATES: readonly EffectState[] = ['planned', 'awaiting', 'claimed', 'sent', 'confirmed', 'failed', 'unknown'];

function toRecord(row: LedgerEntryModel): EffectRecord {
  const state = STATES.find((known) => known === row.state);
  if (!state) throw new Error(`Effect "${row.key}" has the unknown state "${row.state}".`);
  return {
    ...readDocument<Effect>(row.effectJson),
    state,
    attempts: row.attempts,
    ...(row.resultJson !== null && { result: readDocument<ToolResult>(row.resultJson) }),
    ...(row.error !== null && { error: row.error }),
    ...((row.how === 'created' || row.how === 'found') && { how: row.how }),
    updatedAt: row.updatedAt.toISOString(),
  };
}
