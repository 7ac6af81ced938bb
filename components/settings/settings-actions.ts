import { requestJson } from '#components/prototype/request-json.ts';
import type { SecretUse, SettingsView } from '#core/live/settings-view.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';

/** The answer of `GET /api/models`, as far as it is shown. */
export interface OfferedModels {
  readonly providers: readonly OfferedProvider[];
  readonly default: string | null;
}

export interface OfferedProvider {
  readonly id: string;
  readonly name: string;
  readonly from: 'settings' | 'environment' | 'local' | 'script';
  readonly baseUrl?: string;
  readonly models: readonly string[];
  readonly problem?: string;
}

/** The answer of `POST /api/models/test`. */
export interface ModelTrial {
  readonly answers: boolean;
  readonly callsTools: boolean;
  readonly streams: boolean;
  readonly countsTokens: boolean;
  readonly milliseconds: number;
  readonly problem?: { readonly message: string; readonly advice?: string };
}

export interface ProviderWish {
  readonly id: string;
  readonly protocol: 'openai' | 'anthropic' | 'compatible';
  readonly api?: 'responses' | 'chat';
  readonly name?: string;
  readonly baseUrl?: string;
  readonly key?: string | null;
}

const change = (body: object) => requestJson<SettingsView>('/api/settings', { method: 'PATCH', body });

/** The routes of the settings, one function each. All throw `RequestError`. */
export const settingsActions = {
  models: (signal?: AbortSignal) => requestJson<OfferedModels>('/api/models', { signal }),
  test: (model: string, signal?: AbortSignal) =>
    requestJson<ModelTrial>('/api/models/test', { method: 'POST', body: { model }, signal }),
  saveProvider: (provider: ProviderWish) => change({ provider }),
  removeProvider: (id: string) => change({ removeProvider: id }),
  setDefault: (model: string | null) => change({ defaultModel: model }),
  putSecret: (name: string, value: string) =>
    requestJson<readonly SecretUse[]>('/api/secrets', { method: 'POST', body: { name, value } }),
  removeSecret: (name: string) =>
    requestJson<readonly SecretUse[]>('/api/secrets', { method: 'DELETE', body: { name } }),
  revoke: (prototype: string, { server, tool }: ToolRef) =>
    requestJson(`/api/prototypes/${prototype}/approvals`, { method: 'PATCH', body: { server, tool, allowed: false } }),
  askAgain: (prototype: string) => change({ gatewayAsks: prototype }),
  deleteAll: () => requestJson('/api/settings/data', { method: 'DELETE', body: { confirm: 'delete everything' } }),
};
