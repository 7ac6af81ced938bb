import type { ConfigValue, ServerConfig } from '#core/server/server-config.ts';

/** `mcp.json` and the variables that it and the agent need, without any value that is a secret or of this machine. */
export interface ServerEntries {
  readonly mcp: object;
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  /** One line of ours: what it is for. */
  readonly purpose: string;
  readonly secret: boolean;
}

/**
 * The servers that a workflow uses, as other MCP clients write them. Secrets become `${NAME}`; so do values of members
 * that are named like secrets, and absolute paths, which mean nothing elsewhere. A server that is not registered
 * becomes a URL to fill in.
 */
export function serverEntries(aliases: readonly string[], servers: readonly ServerConfig[]): ServerEntries {
  const variables = new Map<string, Variable>();
  const variable = (wish: string, purpose: string, secret: boolean): string => {
    const name = variableName(wish);
    if (!variables.has(name)) variables.set(name, { name, purpose, secret });
    return `\${${name}}`;
  };
  const entry = (alias: string): object => {
    const config = servers.find((server) => server.alias === alias);
    if (!config)
      return { type: 'http', url: variable(`${alias}_url`, `Address of the MCP server ${plain(alias)}`, false) };
    const value = (name: string, given: ConfigValue): string => {
      if (typeof given !== 'string') return variable(given.secret, `Secret of the MCP server ${plain(alias)}`, true);
      return isSecretName(name)
        ? variable(`${alias}_${name}`, `Secret of the MCP server ${plain(alias)}`, true)
        : portable(alias, given);
    };
    const portable = (server: string, text: string): string =>
      isAbsolutePath(text)
        ? variable(`${server}_path`, `A path that the MCP server ${plain(server)} needs`, false)
        : text;
    const all = (members: Readonly<Record<string, ConfigValue>>) =>
      Object.fromEntries(Object.entries(members).map(([name, given]) => [name, value(name, given)]));
    const { transport } = config;
    if (transport.kind !== 'stdio')
      return {
        type: transport.kind,
        url: withoutSecrets(transport.url, alias, variable),
        headers: all(transport.headers),
      };
    let paths = 0;
    const args = transport.args.map((arg) => {
      if (!isAbsolutePath(arg)) return arg;
      paths += 1;
      return variable(
        `${alias}_path${paths > 1 ? paths : ''}`,
        `A path that the MCP server ${plain(alias)} needs`,
        false,
      );
    });
    const command = isAbsolutePath(transport.command)
      ? variable(`${alias}_command`, `Program of the MCP server ${plain(alias)}`, false)
      : transport.command;
    return { command, args, env: all(transport.env) };
  };
  const mcpServers = Object.fromEntries(aliases.map((alias) => [alias, entry(alias)]));
  return { mcp: { mcpServers }, variables: [...variables.values()] };
}

/** Names that tell a secret by themselves. A token that leads to the next page is none. */
export function isSecretName(name: string): boolean {
  if (/(?:page|next|prev|previous|cursor|continuation|continue|sync|change)[-_]?token$/i.test(name)) return false;
  return /(?:^|[^a-z])(?:api[-_]?key|access[-_]?key|auth|authorization|bearer|cookie|credentials?|passphrase|passwd|password|pat|private[-_]?key|pwd|secret|session[-_]?id|signature|token)s?(?:$|[^a-z])/i.test(
    name.replace(/([a-z])([A-Z])/g, '$1_$2'),
  );
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

function withoutSecrets(
  url: string,
  alias: string,
  variable: (wish: string, purpose: string, secret: boolean) => string,
): string {
  const parsed = URL.parse(url);
  const tells = parsed === null || parsed.username !== '' || parsed.password !== '' || parsed.search !== '';
  return tells ? variable(`${alias}_url`, `Address of the MCP server ${plain(alias)}`, true) : url;
}

function isAbsolutePath(text: string): boolean {
  return /^(?:\/|~\/|[A-Za-z]:[\\/]|\\\\)/.test(text);
}

/** An alias is plain by contract; anything else is not repeated. */
function plain(alias: string): string {
  return /^[a-z0-9_-]{1,20}$/.test(alias) ? `"${alias}"` : '';
}
