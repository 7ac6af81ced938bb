import type { ServerConfig } from '#core/server/server-config.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';

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
