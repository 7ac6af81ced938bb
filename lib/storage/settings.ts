import type { Json } from '#core/json/json.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';

/** Settings of the studio by key (`models`, `approvals`, …); who owns a key parses its value. */
export interface SettingStore {
  get(key: string): Promise<Json | undefined>;
  set(key: string, value: Json): Promise<void>;
  remove(key: string): Promise<void>;
  all(): Promise<Readonly<Record<string, Json>>>;
}

export function settingStore(database: Database): SettingStore {
  return {
    async get(key) {
      const row = await database.setting.findUnique({ where: { key } });
      return row ? readDocument<Json>(row.document) : undefined;
    },
    async set(key, value) {
      const document = writeDocument(value);
      await database.setting.upsert({ where: { key }, create: { key, document }, update: { document } });
    },
    async remove(key) {
      await database.setting.deleteMany({ where: { key } });
    },
    async all() {
      const rows = await database.setting.findMany({ orderBy: { key: 'asc' } });
      return Object.fromEntries(rows.map((row) => [row.key, readDocument<Json>(row.document)]));
    },
  };
}
