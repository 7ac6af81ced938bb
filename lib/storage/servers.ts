import type { ServerConfig } from '#core/server/server-config.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import { type Database, hasPrismaCode } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { ServerModel } from './generated/models.ts';
import { ConflictError } from './storage-errors.ts';

/** A registered server. Registering never starts anything. */
export interface ServerRecord {
  readonly config: ServerConfig;
  /** Hash of the exact command or URL that the user consented to; another hash asks again. Null: never consented. */
  readonly consentHash: string | null;
  /** Tool name to the hash of the definition that the user has seen; a changed definition asks again. */
  readonly pins: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ServerStore {
  /** By alias. */
  list(): Promise<readonly ServerRecord[]>;
  find(alias: string): Promise<ServerRecord | null>;
  /** Throws `ConflictError` where the alias is taken. */
  create(config: ServerConfig): Promise<ServerRecord>;
  /** Replaces the configuration under the same alias; consent and pins stay as they are. Null: no such server. */
  update(alias: string, config: ServerConfig): Promise<ServerRecord | null>;
  remove(alias: string): Promise<boolean>;
  setConsent(alias: string, hash: string | null): Promise<void>;
  /** Adds or replaces pins; `null` removes one. */
  setPins(alias: string, pins: Readonly<Record<string, string | null>>): Promise<void>;
  /** The user's class of one tool; `null` goes back to the guess. */
  setEffect(alias: string, tool: string, effect: EffectClass | null): Promise<void>;
}

export function serverStore(database: Database): ServerStore {
  /** Reads, changes and writes one row with nobody in between; false where there is no such server. */
  async function change(alias: string, edit: (row: ServerModel) => Partial<ServerModel>): Promise<boolean> {
    return database.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM "server" WHERE "alias" = ${alias} FOR UPDATE`;
      const row = await transaction.server.findUnique({ where: { alias } });
      if (!row) return false;
      await transaction.server.update({ where: { alias }, data: { ...edit(row), updatedAt: new Date() } });
      return true;
    });
  }

  async function find(alias: string): Promise<ServerRecord | null> {
    const row = await database.server.findUnique({ where: { alias } });
    return row && toRecord(row);
  }

  return {
    async list() {
      return (await database.server.findMany({ orderBy: { alias: 'asc' } })).map(toRecord);
    },
    find,
    async create(config) {
      const now = new Date();
      try {
        const row = await database.server.create({
          data: { alias: config.alias, configJson: writeDocument(config), createdAt: now, updatedAt: now },
        });
        return toRecord(row);
      } catch (error) {
        if (hasPrismaCode(error, 'P2002')) throw new ConflictError(`A server "${config.alias}" is registered already.`);
        throw error;
      }
    },
    async update(alias, config) {
      await change(alias, () => ({ configJson: writeDocument({ ...config, alias }) }));
      return find(alias);
    },
    async remove(alias) {
      return (await database.server.deleteMany({ where: { alias } })).count > 0;
    },
    async setConsent(alias, hash) {
      await change(alias, () => ({ consentHash: hash }));
    },
    async setPins(alias, pins) {
      await change(alias, (row) => {
        const kept = Object.entries({ ...readDocument<Record<string, string>>(row.pinsJson), ...pins });
        return { pinsJson: writeDocument(Object.fromEntries(kept.filter(([, hash]) => hash !== null))) };
      });
    },
    async setEffect(alias, tool, effect) {
      await change(alias, (row) => {
        const config = readDocument<ServerConfig>(row.configJson);
        const others = Object.entries(config.effects).filter(([name]) => name !== tool);
        const effects = Object.fromEntries(effect === null ? others : [...others, [tool, effect]]);
        return { configJson: writeDocument({ ...config, effects }) };
      });
    },
  };
}

function toRecord(row: ServerModel): ServerRecord {
  return {
    config: readDocument(row.configJson),
    consentHash: row.consentHash,
    pins: readDocument(row.pinsJson),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
