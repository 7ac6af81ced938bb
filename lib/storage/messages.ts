import type { JsonObject } from '#core/json/json.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';

/** One chat message as the UI message that the chat part made of it; stored as text, member order kept. */
export interface StoredMessage {
  readonly id: string;
  readonly message: JsonObject;
}

export interface MessageStore {
  /** In order. */
  list(prototypeId: string): Promise<readonly StoredMessage[]>;
  /** Adds the message at the end, or replaces the one of this id where it stands. Committed when it resolves. */
  save(prototypeId: string, message: StoredMessage): Promise<void>;
  /** Removes the message of this id and all after it (edit and resend). */
  removeFrom(prototypeId: string, id: string): Promise<void>;
  clear(prototypeId: string): Promise<void>;
}

export function messageStore(database: Database): MessageStore {
  return {
    async list(prototypeId) {
      const rows = await database.message.findMany({ where: { prototypeId }, orderBy: { position: 'asc' } });
      return rows.map((row) => ({ id: row.id, message: readDocument<JsonObject>(row.document) }));
    },
    async save(prototypeId, { id, message }) {
      const document = writeDocument(message);
      await database.message.upsert({
        where: { prototypeId_id: { prototypeId, id } },
        create: { prototypeId, id, document },
        update: { document },
      });
    },
    async removeFrom(prototypeId, id) {
      const first = await database.message.findUnique({ where: { prototypeId_id: { prototypeId, id } } });
      if (!first) return;
      await database.message.deleteMany({ where: { prototypeId, position: { gte: first.position } } });
    },
    async clear(prototypeId) {
      await database.message.deleteMany({ where: { prototypeId } });
    },
  };
}
