import type { ConfigValue, OAuthClient, ProtocolEra, ServerConfig } from '#core/server/server-config.ts';
import type { GivenSecret } from './server-actions.ts';
import { splitCommand } from './split-command.ts';

export interface DraftValue {
  readonly id: number;
  readonly key: string;
  readonly value: string;
  readonly secret: boolean;
  /** Name of the secret that it already is; an empty `value` keeps it. */
  readonly stored?: string;
}

/** What stands in the form. */
export interface ServerDraft {
  readonly alias: string;
  readonly kind: 'stdio' | 'http' | 'sse';
  readonly command: string;
  readonly cwd: string;
  readonly url: string;
  /** For servers that take only clients that were registered by hand. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Name of the client secret that is kept already; an empty `clientSecret` keeps it. */
  readonly storedClientSecret: string | null;
  readonly values: readonly DraftValue[];
  readonly era: ProtocolEra;
}

export const emptyDraft: ServerDraft = {
  alias: '',
  kind: 'stdio',
  command: '',
  cwd: '',
  url: '',
  clientId: '',
  clientSecret: '',
  storedClientSecret: null,
  values: [],
  era: 'auto',
};

export function draftOf(config: ServerConfig): ServerDraft {
  const { transport } = config;
  const values = Object.entries(transport.kind === 'stdio' ? transport.env : transport.headers).map(
    ([key, value], id): DraftValue =>
      typeof value === 'string'
        ? { id, key, value, secret: false }
        : { id, key, value: '', secret: true, stored: value.secret },
  );
  const base = { ...emptyDraft, alias: config.alias, kind: transport.kind, values, era: config.era };
  return transport.kind === 'stdio'
    ? { ...base, command: [transport.command, ...transport.args].map(quote).join(' '), cwd: transport.cwd ?? '' }
    : { ...base, url: transport.url, ...draftClient(transport.oauth) };
}

function draftClient(client: OAuthClient | undefined): Partial<ServerDraft> {
  const secret = client?.clientSecret;
  return {
    clientId: client?.clientId ?? '',
    ...(typeof secret === 'string' ? { clientSecret: secret } : { storedClientSecret: secret?.secret ?? null }),
  };
}

export type DraftResult =
  | { readonly ok: true; readonly config: ServerConfig; readonly secrets: readonly GivenSecret[] }
  | { readonly ok: false; readonly problems: Partial<Record<'alias' | 'command' | 'url' | 'values', string>> };

/** The registration that the draft stands for, or what is wrong with it. Secrets are named after server and variable. */
export function draftConfig(draft: ServerDraft, taken: readonly string[]): DraftResult {
  const problems: Partial<Record<'alias' | 'command' | 'url' | 'values', string>> = {};
  const alias = draft.alias.trim();
  if (!/^[a-z0-9_-]{1,20}$/.test(alias)) problems.alias = 'Give it a name of a to z, 0 to 9, _ and -, at most 20.';
  else if (taken.includes(alias)) problems.alias = `There is already a server “${alias}”.`;

  const words = splitCommand(draft.command);
  const [command, ...args] = words ?? [];
  if (draft.kind === 'stdio' && words === null) problems.command = 'A quote is opened and not closed.';
  else if (draft.kind === 'stdio' && command === undefined)
    problems.command = 'Write the command that starts the server.';
  const url = draft.url.trim();
  if (draft.kind !== 'stdio' && !(URL.canParse(url) && /^https?:/i.test(url)))
    problems.url = 'Write a URL that begins with http:// or https://.';

  const used = draft.values.filter((row) => row.key.trim() !== '' || row.value !== '');
  const names = used.map((row) => row.key.trim());
  if (names.includes('')) problems.values = 'Every value needs a name.';
  else if (new Set(names).size < names.length) problems.values = 'Two values have the same name.';
  else if (used.some((row) => row.secret && row.value === '' && row.stored === undefined))
    problems.values = 'A secret needs a value.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };

  const place = draft.kind === 'stdio' ? ('env' as const) : ('headers' as const);
  const secrets = used
    .filter((row) => row.secret && row.value !== '')
    .map((row): GivenSecret => {
      const key = row.key.trim();
      return {
        place,
        key,
        name: row.stored ?? `${alias}.${key}`.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 100),
        value: row.value,
      };
    });
  const values = Object.fromEntries(
    used
      .filter((row) => !(row.secret && row.value !== ''))
      .map((row): [string, ConfigValue] => [row.key.trim(), row.secret ? { secret: row.stored ?? '' } : row.value]),
  );
  const transport: ServerConfig['transport'] =
    draft.kind === 'stdio'
      ? { kind: 'stdio', command: command ?? '', args, env: values, ...(draft.cwd.trim() && { cwd: draft.cwd.trim() }) }
      : { kind: draft.kind, url, headers: values, ...clientOf(draft) };
  const clientSecret: readonly GivenSecret[] =
    draft.kind !== 'stdio' && draft.clientId.trim() !== '' && draft.clientSecret !== ''
      ? [
          {
            place: 'oauth',
            key: 'clientSecret',
            name: draft.storedClientSecret ?? `${alias}.client-secret`,
            value: draft.clientSecret,
          },
        ]
      : [];
  return {
    ok: true,
    config: { alias, transport, era: draft.era, effects: {} },
    secrets: [...secrets, ...clientSecret],
  };
}

function clientOf({ clientId, clientSecret, storedClientSecret }: ServerDraft): { readonly oauth?: OAuthClient } {
  if (clientId.trim() === '') return {};
  const kept =
    clientSecret === '' && storedClientSecret !== null ? { clientSecret: { secret: storedClientSecret } } : {};
  return { oauth: { clientId: clientId.trim(), ...kept } };
}

function quote(word: string): string {
  return word !== '' && /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
