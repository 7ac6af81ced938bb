import type { Json } from '#core/json/json.ts';
import type { ImportedServer, ImportFinding, ImportResult } from '#core/server/import-result.ts';
import type { ConfigValue, OAuthClient, ServerTransport } from '#core/server/server-config.ts';
import { isRecord } from '../untrusted-json.ts';
import { nameForServer, uniqueAlias } from './alias.ts';
import { readInputs, replaceInputs } from './inputs.ts';
import { own } from './own-member.ts';
import { findSecrets } from './secrets.ts';

export interface NamedEntry {
  /** As written; `null` where the text gives none. */
  readonly name: string | null;
  readonly entry: unknown;
}

/** Entries of any application's settings, made into servers. One entry that cannot be read costs only itself. */
export function importServers(found: {
  readonly source: string;
  readonly entries: readonly NamedEntry[];
  /** VS Code's `inputs`. */
  readonly inputs: readonly unknown[];
}): ImportResult {
  const servers: ImportedServer[] = [];
  const findings: ImportFinding[] = [];
  const taken = new Set<string>();
  const inputs = readInputs(found.inputs);
  for (const { name, entry } of found.entries) {
    const read = readEntry(entry);
    if ('problem' in read) {
      findings.push({ level: 'error', message: `${name === null ? 'The server' : `"${name}"`} ${read.problem}` });
      continue;
    }
    const shown = name ?? nameForServer(read.transport);
    const alias = uniqueAlias(shown, taken);
    taken.add(alias);
    const asked = replaceInputs(read.transport, inputs);
    const written = findSecrets(asked.transport, alias);
    servers.push({
      config: { alias, transport: asked.transport, era: 'auto', effects: {} },
      name: shown,
      disabled: read.disabled,
      secrets: [...asked.secrets, ...written.secrets],
      unknown: read.unknown,
      findings: [...read.findings, ...asked.findings, ...written.findings],
    });
  }
  if (found.entries.length === 0) findings.push({ level: 'error', message: 'There is no server in it.' });
  return { source: found.source, servers, findings };
}

export function looksLikeServer(value: unknown): boolean {
  return ['command', 'url', 'httpUrl', 'serverUrl'].some((key) => own(value, key) !== undefined);
}

type ReadEntry =
  | { readonly problem: string }
  | {
      readonly transport: ServerTransport;
      readonly disabled: boolean;
      readonly unknown: Readonly<Record<string, Json>>;
      readonly findings: readonly ImportFinding[];
    };

const KNOWN = new Set(
  'type transport name command args env environment cwd url httpUrl serverUrl headers http_headers env_http_headers bearer_token_env_var disabled enabled inputs oauth auth'.split(
    ' ',
  ),
);

function readEntry(entry: unknown): ReadEntry {
  if (!isRecord(entry)) return { problem: 'is not an object.' };
  const kind = transportKind(entry);
  if (kind === 'ws') return { problem: 'uses WebSocket, which MCP does not define and Tracewright does not speak.' };
  const findings: ImportFinding[] = [];
  const transport = kind === 'stdio' ? readStdio(entry, findings) : readHttp(entry, kind, findings);
  if (typeof transport === 'string') return { problem: transport };
  if (own(entry, 'envFile') !== undefined) {
    const message = 'It reads variables from a file ("envFile"); Tracewright does not. Give them one by one.';
    findings.push({ level: 'warning', message });
  }
  return {
    transport,
    disabled: own(entry, 'disabled') === true || own(entry, 'enabled') === false,
    // What JSON or TOML gave; dates of TOML become text.
    unknown: Object.fromEntries(
      Object.entries(entry)
        .filter(([key]) => !KNOWN.has(key))
        .map(([key, value]) => [key, JSON.parse(JSON.stringify(value) ?? 'null') as Json]),
    ),
    findings,
  };
}

function transportKind(entry: Readonly<Record<string, unknown>>): 'stdio' | 'http' | 'sse' | 'ws' {
  const type = String(own(entry, 'type') ?? own(entry, 'transport') ?? '').toLowerCase();
  if (type === 'ws' || type === 'websocket') return 'ws';
  if (type === 'sse') return 'sse';
  if (/^(http|streamable-?_?http|remote)$/.test(type)) return 'http';
  if (own(entry, 'command') !== undefined) return 'stdio';
  if (own(entry, 'httpUrl') !== undefined) return 'http';
  const url = own(entry, 'url') ?? own(entry, 'serverUrl');
  if (typeof url !== 'string') return 'stdio';
  return /\/sse\/?([?#]|$)/.test(url) ? 'sse' : 'http';
}

function readStdio(entry: Readonly<Record<string, unknown>>, findings: ImportFinding[]): ServerTransport | string {
  // Zed once wrote `command: {path, args, env}`; opencode writes `command: [program, …args]`.
  const command = own(entry, 'command');
  const program = Array.isArray(command) ? command[0] : isRecord(command) ? own(command, 'path') : command;
  if (typeof program !== 'string' || program.trim() === '') return 'has neither a "command" nor a "url".';
  const given = Array.isArray(command) ? command.slice(1) : isRecord(command) ? own(command, 'args') : [];
  const more = own(entry, 'args');
  const args = [...(Array.isArray(given) ? given : []), ...(Array.isArray(more) ? more : [])].map(String);
  const env = { ...texts(own(command, 'env')), ...texts(own(entry, 'environment')), ...texts(own(entry, 'env')) };
  const cwd = own(entry, 'cwd');
  if (args.length === 0 && /\s/.test(program.trim()) && !/[\\/]/.test(program.split(/\s/)[0] ?? '')) {
    const message = `"${program}" is taken as the name of one program, blanks included. Put arguments into "args".`;
    findings.push({ level: 'warning', message });
  }
  const remote = args.find((argument) => /^https?:\/\//.test(argument));
  if (args.some((argument) => /^mcp-remote(@|$)/.test(argument)) && remote !== undefined) {
    const message = `It only passes on to ${remote}. Tracewright can connect there itself: add that URL instead.`;
    findings.push({ level: 'info', message });
  }
  return {
    kind: 'stdio',
    command: program.trim(),
    args,
    ...(typeof cwd === 'string' && cwd !== '' ? { cwd } : {}),
    env: dollarNames(env),
  };
}

function readHttp(
  entry: Readonly<Record<string, unknown>>,
  kind: 'http' | 'sse',
  findings: ImportFinding[],
): ServerTransport | string {
  const url = own(entry, 'httpUrl') ?? own(entry, 'url') ?? own(entry, 'serverUrl');
  if (typeof url !== 'string') return 'has no "url".';
  // A placeholder may stand for any part; what is written must be of the web.
  if (!/^(https?:\/\/|\$\{)/i.test(url)) return `has the address "${url}"; it must begin with http:// or https://.`;
  const bearer = own(entry, 'bearer_token_env_var');
  const fromEnvironment = Object.entries(texts(own(entry, 'env_http_headers'))).map(([name, variable]) => [
    name,
    `\${${variable}}`,
  ]);
  const headers = {
    ...texts(own(entry, 'http_headers')),
    ...texts(own(entry, 'headers')),
    ...Object.fromEntries(fromEnvironment),
    ...(typeof bearer === 'string' ? { Authorization: `Bearer \${${bearer}}` } : {}),
  };
  if (/^http:\/\/(?!localhost|127\.|\[::1\])/i.test(url) && Object.keys(headers).length > 0) {
    findings.push({ level: 'warning', message: 'Its headers travel unencrypted (http).' });
  }
  const oauth = readOAuth(entry);
  return { kind, url, headers: dollarNames(headers), ...(oauth ? { oauth } : {}) };
}

/** Claude Code and VS Code write `oauth.clientId`; Cursor writes `auth.CLIENT_ID`. */
function readOAuth(entry: Readonly<Record<string, unknown>>): OAuthClient | null {
  const given = { ...texts(own(entry, 'auth')), ...texts(own(entry, 'oauth')) };
  const clientId = given.clientId ?? given.CLIENT_ID;
  const clientSecret = given.clientSecret ?? given.CLIENT_SECRET;
  return clientId ? { clientId, ...(clientSecret ? { clientSecret } : {}) } : null;
}

/** A map of texts; numbers and booleans become text, anything else is dropped. */
function texts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      ['string', 'number', 'boolean'].includes(typeof member) ? [[key, String(member)]] : [],
    ),
  );
}

/** Gemini CLI writes `$NAME` for a variable. */
function dollarNames(values: Readonly<Record<string, string>>): Record<string, ConfigValue> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value.replace(/^\$([A-Z_][A-Z0-9_]*)$/, '$${$1}')]),
  );
}
