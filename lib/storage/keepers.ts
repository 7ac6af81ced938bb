import type { JsonObject } from '#core/json/json.ts';
import { type KeepMemory, LostLead } from '#core/keep/keep-memory.ts';
import { FRESH_KEEP_STATE, type KeepState } from '#core/keep/keep-state.ts';
import type { KeepSwitch } from '#core/live/keep-view.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';

export interface KeeperRecord {
  readonly prototypeId: string;
  readonly switch: KeepSwitch;
  readonly inputs: JsonObject;
  readonly state: KeepState;
}

/** The control loops of prototypes: whether each is switched on, and what it remembers. */
export interface KeeperStore {
  find(prototypeId: string): Promise<KeeperRecord | null>;
  /** Those that are switched on. */
  standing(): Promise<readonly KeeperRecord[]>;
  set(prototypeId: string, change: { readonly switch: KeepSwitch; readonly inputs?: JsonObject }): Promise<void>;
  /** The memory of one loop. The lead is a lease of this process, renewed while it leads. */
  memory(prototypeId: string): KeepMemory;
}

const LEASE_SECONDS = 60;
const RENEW_EVERY_MS = 20_000;

/** `stop` ends the renewing of leases. */
export function keeperStore({
  database,
  process,
}: {
  readonly database: Database;
  readonly process: string;
}): KeeperStore & { readonly stop: () => void } {
  const leading = new Map<string, NodeJS.Timeout>();

  async function make(prototypeId: string): Promise<void> {
    await database.$executeRaw`
      INSERT INTO "keeper" ("prototype_id", "switch", "inputs_json", "state_json", "lease_until")
      VALUES (${prototypeId}, 'off', '{}', ${writeDocument(FRESH_KEEP_STATE)}, now())
      ON CONFLICT ("prototype_id") DO NOTHING`;
  }

  async function lead(prototypeId: string): Promise<boolean> {
    await make(prototypeId);
    const changed = await database.$executeRaw`
      UPDATE "keeper" SET "holder" = ${process}, "lease_until" = now() + make_interval(secs => ${LEASE_SECONDS})
      WHERE "prototype_id" = ${prototypeId}
        AND ("holder" = ${process} OR "holder" IS NULL OR "lease_until" < now())`;
    if (changed === 0) rest(prototypeId);
    else if (!leading.has(prototypeId)) {
      const renewing = setInterval(() => void lead(prototypeId).catch(() => {}), RENEW_EVERY_MS).unref();
      leading.set(prototypeId, renewing);
    }
    return changed === 1;
  }

  function rest(prototypeId: string): void {
    clearInterval(leading.get(prototypeId));
    leading.delete(prototypeId);
  }

  return {
    async find(prototypeId) {
      const row = await database.keeper.findUnique({ where: { prototypeId } });
      return row && toRecord(row);
    },
    async standing() {
      return (await database.keeper.findMany({ where: { switch: { not: 'off' } } })).map(toRecord);
    },
    async set(prototypeId, { switch: position, inputs }) {
      await make(prototypeId);
      await database.keeper.update({
        where: { prototypeId },
        data: { switch: position, ...(inputs && { inputsJson: writeDocument(inputs) }) },
      });
    },
    memory: (prototypeId) => ({
      lead: () => lead(prototypeId),
      async read() {
        const row = await database.keeper.findUnique({ where: { prototypeId } });
        return row ? readDocument<KeepState>(row.stateJson) : FRESH_KEEP_STATE;
      },
      async write(state) {
        const changed = await database.$executeRaw`
          UPDATE "keeper" SET "state_json" = ${writeDocument(state)}
          WHERE "prototype_id" = ${prototypeId} AND "holder" = ${process} AND "lease_until" >= now()`;
        if (changed === 0)
          throw new LostLead('Another studio keeps this prototype now, so this pass was not remembered.');
      },
      async resign() {
        rest(prototypeId);
        await database.keeper.updateMany({
          where: { prototypeId, holder: process },
          data: { holder: null, leaseUntil: new Date() },
        });
      },
    }),
    stop() {
      for (const renewing of leading.values()) clearInterval(renewing);
      leading.clear();
    },
  };
}

function toRecord(row: {
  readonly prototypeId: string;
  readonly switch: string;
  readonly inputsJson: string;
  readonly stateJson: string;
}): KeeperRecord {
  return {
    prototypeId: row.prototypeId,
    switch: row.switch === 'on' || row.switch === 'always' ? row.switch : 'off',
    inputs: readDocument<JsonObject>(row.inputsJson),
    state: readDocument<KeepState>(row.stateJson),
  };
}
