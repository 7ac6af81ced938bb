import { requestJson } from '#components/prototype/request-json.ts';
import type { ImportPreview } from '#core/server/import-preview.ts';
import type { ImportedSecret } from '#core/server/import-result.ts';
import type { PromptSpec } from '#core/server/prompt-spec.ts';
import type { ResourceSpec, ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { ServerView, ToolView } from '#core/server/server-view.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';

const at = (alias: string, rest = '') => `/api/servers/${encodeURIComponent(alias)}${rest}`;

export type GivenSecret = Pick<ImportedSecret, 'place' | 'key' | 'name' | 'value'>;

/** Where a person signs in at a server, and what is asked for there. */
export interface SignInPlace {
  readonly url: string;
  readonly host: string;
  readonly scope: string | null;
}

/** The routes of servers, one function each. All throw `RequestError`. */
export const serverActions = {
  preview: (text: string) => requestJson<ImportPreview>('/api/servers/import', { method: 'POST', body: { text } }),
  register: (config: ServerConfig, secrets: readonly GivenSecret[]) =>
    requestJson<ServerView>('/api/servers', { method: 'POST', body: { config, secrets } }),
  update: (config: ServerConfig, secrets: readonly GivenSecret[]) =>
    requestJson<ServerView>(at(config.alias), { method: 'PATCH', body: { config, secrets } }),
  remove: (alias: string) => requestJson(at(alias), { method: 'DELETE' }),
  /** `consent` is the hash of the command that the user has just been shown and allowed. */
  connect: (alias: string, consent?: string) =>
    requestJson<ServerView>(at(alias, '/connection'), { method: 'POST', body: { consent } }),
  disconnect: (alias: string) => requestJson<ServerView>(at(alias, '/connection'), { method: 'DELETE' }),
  beginSignIn: (alias: string) => requestJson<SignInPlace>(at(alias, '/sign-in'), { method: 'POST' }),
  signOut: (alias: string) => requestJson<ServerView>(at(alias, '/sign-in'), { method: 'DELETE' }),
  tools: (alias: string, signal?: AbortSignal) => requestJson<readonly ToolView[]>(at(alias, '/tools'), { signal }),
  resources: (alias: string, signal?: AbortSignal) =>
    requestJson<{ readonly resources: readonly ResourceSpec[]; readonly templates: readonly ResourceTemplateSpec[] }>(
      at(alias, '/resources'),
      { signal },
    ),
  prompts: (alias: string, signal?: AbortSignal) =>
    requestJson<readonly PromptSpec[]>(at(alias, '/prompts'), { signal }),
  setEffect: (alias: string, tool: string, effect: EffectClass | null) =>
    requestJson<ServerView>(at(alias), { method: 'PATCH', body: { effect: { tool, class: effect } } }),
  accept: (alias: string, tools: readonly string[]) =>
    requestJson<ServerView>(at(alias), { method: 'PATCH', body: { accept: tools } }),
};
