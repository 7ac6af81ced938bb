import type { ConfigValue, ServerConfig, ServerTransport } from '#core/server/server-config.ts';
import { isAgentVariable } from './agent-variables.ts';
import { isSecretName } from './secret-names.ts';

/** `mcp.json` and the variables that it and the agent need, without any value that is a secret or of this machine. */
export interface ServerEntries {
  readonly mcp: { readonly mcpServers: Readonly<Record<string, object>> };
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  /** One line of ours: what it is for. */
  readonly purpose: string;
  readonly secret: boolean;
  /** What it is on this machine; never written into a bundle. Absent for secrets. */
  readonly here?: string;
}

/**
 * The servers that a workflow uses, as other MCP clients write them. Secrets become `${NAME}`; so do values of members
 * that are named like secrets, and absolute paths, which mean nothing elsewhere. A server that is not registered
 * becomes a URL to fill in.
 */
export function serverEntries(aliases: readonly string[], servers: readonly ServerConfig[]): ServerEntries {
  const variables = new Map<string, Variable>();
  const mcpServers = aliases.map((alias) => {
    const config = servers.find((server) => server.alias === alias);
    return [alias, entryOf(scribeFor(alias, variables), config?.transport)] as const;
  });
  return { mcp: { mcpServers: Object.fromEntries(mcpServers) }, variables: [...variables.values()] };
}

/** Writes the values of one server, and notes the variables that stand for what may not be written. */
interface Scribe {
  secret(wish: string): string;
  own(wish: string, purpose: string, here?: string): string;
  text(text: string): string;
}

function scribeFor(alias: string, variables: Map<string, Variable>): Scribe {
  const server = /^[a-z0-9_-]{1,20}$/.test(alias) ? `the MCP server "${alias}"` : 'an MCP server';
  const note = (wanted: string, rest: Omit<Variable, 'name'>): string => {
    // A server's DATABASE_URL is not the agent's.
    const wish = isAgentVariable(variableName(wanted)) ? `mcp_${alias}_${wanted}` : wanted;
    let name = variableName(wish);
    for (let count = 2; taken(variables.get(name), rest); count++) name = variableName(`${wish}_${count}`);
    variables.set(name, { name, ...rest });
    return `\${${name}}`;
  };
  const scribe: Scribe = {
    secret: (wish) => note(wish, { purpose: `Secret of ${server}`, secret: true }),
    own: (wish, purpose, here) => note(`${alias}_${wish}`, { purpose: `${purpose} of ${server}`, secret: false, here }),
    // The studio's own way of naming a secret inside a text.
    text: (text) => text.replace(/\$\{secret:([^}]+)\}/g, (_, name: string) => scribe.secret(name)),
  };
  return scribe;
}

function taken(known: Variable | undefined, wanted: Omit<Variable, 'name'>): boolean {
  return known !== undefined && (known.secret !== wanted.secret || known.here !== wanted.here);
}

function entryOf(scribe: Scribe, transport: ServerTransport | undefined): object {
  if (!transport) return { type: 'http', url: scribe.own('url', 'Address') };
  if (transport.kind !== 'stdio') {
    const url = tellsSecrets(transport.url) ? scribe.secret(`${transport.kind}_url`) : scribe.text(transport.url);
    return { type: transport.kind, url, headers: values(scribe, transport.headers) };
  }
  const { command, args, env, cwd } = transport;
  return {
    command: portableCommand(scribe, command),
    args: args.map((arg, index) => portableArgument(scribe, arg, args[index - 1])),
    ...(cwd === undefined ? {} : { cwd: isAbsolutePath(cwd) ? scribe.own('folder', 'Working folder', cwd) : cwd }),
    env: values(scribe, env),
  };
}

function values(scribe: Scribe, members: Readonly<Record<string, ConfigValue>>): object {
  const written = Object.entries(members).map(([name, given]) => {
    if (typeof given !== 'string') return [name, scribe.secret(given.secret)] as const;
    if (isSecretName(name) && !/^\$\{[^}]+\}$/.test(given)) return [name, scribe.secret(name)] as const;
    return [name, isAbsolutePath(given) ? scribe.own(name, 'A path', given) : scribe.text(given)] as const;
  });
  return Object.fromEntries(written);
}

/** Programs that are found by name wherever they are installed. */
const WELL_KNOWN = /^(?:node|npx|npm|pnpm|bun|bunx|deno|uv|uvx|python3?|docker|podman|java|dotnet|go|ruby)(?:\.exe)?$/;

function portableCommand(scribe: Scribe, command: string): string {
  if (!isAbsolutePath(command)) return scribe.text(command);
  const name = command.split(/[\\/]/).at(-1) ?? '';
  return WELL_KNOWN.test(name) ? name.replace(/\.exe$/, '') : scribe.own('command', 'Program', command);
}

/** A path after an option is named for the option: `--state /x` gives `TRACKER_STATE`. */
function portableArgument(scribe: Scribe, arg: string, before: string | undefined): string {
  const [, flag, joined] = /^(--?[A-Za-z][\w-]*=)(.*)$/.exec(arg) ?? [];
  if (flag !== undefined && joined !== undefined && isAbsolutePath(joined)) {
    return `${flag}${scribe.own(flag.replace(/[-=]+/g, '_'), 'A path', joined)}`;
  }
  if (!isAbsolutePath(arg)) return scribe.text(arg);
  const option = /^--?([A-Za-z][\w-]{0,30})$/.exec(before ?? '')?.[1];
  return scribe.own(option ?? 'path', option ? 'A path' : 'Program file', arg);
}

/** A name that any shell and Kubernetes take: `[A-Z][A-Z0-9_]*`. */
export function variableName(wish: string): string {
  const name = wish
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase()
    .slice(0, 60);
  return /^[A-Z]/.test(name) ? name : `VALUE_${name}`.replace(/_$/, '');
}

function tellsSecrets(url: string): boolean {
  if (/\$\{secret:/.test(url)) return false;
  const parsed = URL.parse(url);
  return parsed === null || parsed.username !== '' || parsed.password !== '' || parsed.search !== '';
}

function isAbsolutePath(text: string): boolean {
  return /^(?:\/|~\/|[A-Za-z]:[\\/]|\\\\)/.test(text);
}
