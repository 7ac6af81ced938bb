import type { ServerTransport } from '#core/server/server-config.ts';

const MAX = 20;

/** An alias (`[a-z0-9_-]{1,20}`) as close to the name as possible and not among the taken ones. */
export function uniqueAlias(name: string, taken: ReadonlySet<string>): string {
  const clean = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  const base = (clean === '' ? 'server' : clean).slice(0, MAX).replace(/[-_]+$/, '');
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : `-${count}`;
    const alias = `${base.slice(0, MAX - suffix.length)}${suffix}`;
    if (!taken.has(alias)) return alias;
  }
}

/** A name for a server that was written without one: from its package, its script or its host. */
export function nameForServer(transport: ServerTransport): string {
  return transport.kind === 'stdio' ? nameForCommand(transport.command, transport.args) : nameForUrl(transport.url);
}

function nameForCommand(command: string, args: readonly string[]): string {
  const program = lastPart(command).replace(/\.(exe|cmd|bat)$/i, '');
  if (!/^(npx|bunx|pnpx|uvx|uv|pipx|docker|podman|node|deno|bun|python[\d.]*|cmd|env|npm|pnpm|yarn)$/.test(program)) {
    return shorten(program);
  }
  const words = args.filter((word) => !word.startsWith('-') && !/^(run|exec|dlx|x|tool|\/c|npx|uvx)$/.test(word));
  if (/^(docker|podman)$/.test(program)) {
    const image = words.find((word) => /[/:]/.test(word) && !word.includes('=') && !/^([./~]|\w:\\)/.test(word));
    return shorten(lastPart(image ?? words.at(-1) ?? program).replace(/:.*$/, ''));
  }
  return shorten(lastPart(words[0] ?? program));
}

function nameForUrl(url: string): string {
  try {
    const { hostname, port } = new URL(url);
    if (/^(localhost|[\d.]+|\[.*\])$/.test(hostname)) return port === '' ? 'local' : `local-${port}`;
    const labels = hostname.split('.').filter((label) => !/^(www|mcp|api|app|server)$/.test(label));
    return labels[0] ?? hostname;
  } catch {
    return 'server';
  }
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

/** `server-github@1.2` → `github`, `mcp-server-fetch` → `fetch`, `index.js` stays a poor name but a name. */
function shorten(name: string): string {
  const bare = name.replace(/(?<=.)@.*$|==.*$/, '').replace(/\.(m?[jt]s|py|cjs)$/, '');
  const short = bare.replace(/^(mcp[-_]server|server|mcp)[-_]/, '').replace(/[-_](mcp[-_]server|server|mcp)$/, '');
  return short === '' ? bare : short;
}
