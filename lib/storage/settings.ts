import type { Json } from '#core/json/json.ts';

/** Settings of the studio by key (`models`, `approvals`, …); who owns a key parses its value. */
export interface SettingStore {
  get(key: string): Promise<Json | undefined>;
  set(key: string, value: Json): Promise<void>;
  remove(key: string): Promise<void>;
  all(): Promise<Readonly<Record<string, Json>>>;
}
