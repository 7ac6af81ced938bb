import { homedir } from 'node:os';
import type { ConfigValue, OAuthClient, ServerTransport } from '#core/server/server-config.ts';
import type { GivenClient } from './oauth/oauth-provider.ts';
import type { ChildCommand } from './supervised-child.ts';

/** Something that a config refers to has no value here; `message` names all of it and says what to do. */
export class ConfigIncomplete extends Error {
  override readonly name = 'ConfigIncomplete';
  readonly secrets: readonly string[];
  readonly variables: readonly string[];

  constructor(missing: { readonly secrets: readonly string[]; readonly variables: readonly string[] }) {
    const parts = [
      missing.secrets.length > 0 ? `the secret${plural(missing.secrets)} ${quoted(missing.secrets)}` : '',
      missing.variables.length > 0 ? `the variable${plural(missing.variables)} ${quoted(missing.variables)}` : '',
    ].filter((part) => part !== '');
    super(`There is no value yet for ${parts.join(' and ')}.`);
    this.secrets = missing.secrets;
    this.variables = missing.variables;
  }
}

export interface ConfigSources {
  readonly resolveSecret: (name: string) => Promise<string | null>;
  readonly resolveVariable: (name: string) => string | undefined;
}

export type ResolvedTransport =
  | { readonly kind: 'stdio'; readonly command: ChildCommand; readonly secrets: readonly string[] }
  | {
      readonly kind: 'http' | 'sse';
      readonly url: URL;
      readonly headers: Readonly<Record<string, string>>;
      readonly oauth: GivenClient | null;
      readonly secrets: readonly string[];
    };

/** What a child gets beside its declared variables: where programs, the home folder and the language are. */
const INHERITED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'TERM',
  'SystemRoot',
  'APPDATA',
  'LOCALAPPDATA',
  'PATHEXT',
  'TEMP',
  'USERPROFILE',
];

/**
 * Puts values into a transport at the last moment before it is used. In every text of a config these may stand:
 * `${NAME}`, `${NAME:-default}`, `${env:NAME}`, `${secret:name}` and `${userHome}`. `secrets` of the result lists the
 * values that must never be shown. Throws {@link ConfigIncomplete} or `TypeError` for a URL that is none.
 */
export async function resolveTransport(transport: ServerTransport, sources: ConfigSources): Promise<ResolvedTransport> {
  const missing = { secrets: new Set<string>(), variables: new Set<string>() };
  const secrets = new Set<string>();

  const secret = async (name: string): Promise<string> => {
    const value = await sources.resolveSecret(name);
    if (value === null) missing.secrets.add(name);
    else secrets.add(value);
    return value ?? '';
  };
  const text = async (value: string): Promise<string> => {
    let result = '';
    let from = 0;
    for (const match of value.matchAll(PLACEHOLDER)) {
      result += value.slice(from, match.index);
      from = match.index + match[0].length;
      result += await placeholder(match[1] ?? '', match[2]);
    }
    return result + value.slice(from);
  };
  const placeholder = async (name: string, fallback: string | undefined): Promise<string> => {
    if (name.startsWith('secret:')) return secret(name.slice('secret:'.length));
    if (name === 'userHome') return homedir();
    const variable = name.startsWith('env:') ? name.slice('env:'.length) : name;
    const value = sources.resolveVariable(variable);
    if (value !== undefined && SECRET_NAME.test(variable)) secrets.add(value);
    if (value === undefined && fallback === undefined) missing.variables.add(variable);
    return value ?? fallback ?? '';
  };
  const all = async (values: Readonly<Record<string, ConfigValue>>): Promise<Record<string, string>> => {
    const entries: [string, string][] = [];
    for (const [key, value] of Object.entries(values)) {
      entries.push([key, typeof value === 'string' ? await text(value) : await secret(value.secret)]);
    }
    return Object.fromEntries(entries);
  };
  const client = async ({ clientId, clientSecret }: OAuthClient): Promise<GivenClient> => {
    const { value } = await all(clientSecret === undefined ? {} : { value: clientSecret });
    return { clientId: await text(clientId), ...(value === undefined ? {} : { clientSecret: value }) };
  };
  const check = () => {
    if (missing.secrets.size + missing.variables.size === 0) return;
    throw new ConfigIncomplete({ secrets: [...missing.secrets], variables: [...missing.variables] });
  };

  if (transport.kind === 'stdio') {
    const command = {
      command: await text(transport.command),
      args: await Promise.all(transport.args.map(text)),
      cwd: transport.cwd === undefined ? process.cwd() : await text(transport.cwd),
      env: { ...inheritedEnvironment(), ...(await all(transport.env)) },
    };
    check();
    return { kind: 'stdio', command, secrets: [...secrets] };
  }
  const url = await text(transport.url);
  const headers = await all(transport.headers);
  const oauth = transport.oauth ? await client(transport.oauth) : null;
  check();
  return { kind: transport.kind, url: new URL(url), headers, oauth, secrets: [...secrets] };
}

/** Names under which people keep secrets. */
export const SECRET_NAME =
  /(api[_-]?key|access[_-]?key|token|secret|passw|passphrase|credential|authorization|private[_-]?key|\bpat\b|_pat$|^pat_)/i;

const PLACEHOLDER = /\$\{([A-Za-z_][\w.:/-]*?)(?::-([^}]*))?\}/g;

/** The default for `${NAME}`: the studio's environment, without what is the studio's own. */
export function environmentVariable(name: string): string | undefined {
  return /^(TRACEWRIGHT_|DATABASE_URL$)/.test(name) ? undefined : process.env[name];
}

function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function plural(names: readonly string[]): string {
  return names.length === 1 ? '' : 's';
}
