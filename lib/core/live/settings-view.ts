import type { ToolRef } from '../tool/tool-ref.ts';

/** The studio's settings as their page shows them. No secret's value is in it. */
export interface SettingsView {
  readonly models: ModelSettingsView;
  readonly secrets: readonly SecretUse[];
  readonly permissions: readonly PermissionView[];
  readonly data: StoredData;
}

export interface ModelSettingsView {
  /** `provider:model` for prototypes that name none. */
  readonly default: string | null;
  readonly providers: readonly ProviderView[];
}

export interface ProviderView {
  readonly id: string;
  readonly protocol: 'openai' | 'anthropic' | 'compatible';
  /** Of OpenAI's two APIs, where the user chose. */
  readonly api?: 'responses' | 'chat';
  readonly name?: string;
  readonly baseUrl?: string;
  readonly hasKey: boolean;
}

export interface SecretUse {
  readonly name: string;
  readonly updatedAt: string;
  /** Who refers to it: `server tracker`, `model openai`. */
  readonly usedBy: readonly string[];
}

/** What a prototype may do without asking, beyond reads and calls by hand. */
export interface PermissionView {
  readonly prototype: { readonly id: string; readonly name: string };
  readonly allowed: readonly ToolRef[];
  /** Whether writes of an outside agent wait for approval. */
  readonly gateway: 'ask' | 'allow';
}

export interface StoredData {
  /** Data folder. */
  readonly home: string;
  /** Where the database is: a folder, or a server's address without its password. */
  readonly database: { readonly kind: 'embedded' | 'server'; readonly place: string };
  readonly prototypes: number;
  readonly servers: number;
}
