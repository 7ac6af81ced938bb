import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '#core/json/json.ts';
import type { ConfigValue, ConnectionStatus, ServerConfig } from '#core/server/server-config.ts';
import { consentHash } from '../command-consent.ts';
import type { ConnectionLimits } from '../connection-limits.ts';
import { type Connections, createConnections } from '../connections.ts';

/** A pool for a test, with every command consented to. */
export interface TestPool {
  readonly connections: Connections;
  connect(config: ServerConfig): Promise<ConnectionStatus>;
  call: ReturnType<Connections['caller']>['call'];
}

export function testPool(
  options: {
    readonly limits?: Partial<ConnectionLimits>;
    readonly capabilities?: JsonObject;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly variables?: Readonly<Record<string, string>>;
  } = {},
): TestPool {
  const connections = createConnections({
    resolveSecret: async (name) => options.secrets?.[name] ?? null,
    resolveVariable: (name) => options.variables?.[name],
    capabilities: options.capabilities,
    limits: { stopGraceMs: 300, firstRetryMs: 50, longestRetryMs: 200, ...options.limits },
  });
  return {
    connections,
    connect: (config) => connections.connect(config, { consentHash: consentHash(config.transport) ?? undefined }),
    call: connections.caller().call,
  };
}

export function stdioConfig(
  alias: string,
  args: readonly string[],
  more: {
    readonly command?: string;
    readonly env?: Readonly<Record<string, ConfigValue>>;
    readonly era?: ServerConfig['era'];
  } = {},
): ServerConfig {
  const command = more.command ?? process.execPath;
  return {
    alias,
    era: more.era ?? 'auto',
    effects: {},
    transport: { kind: 'stdio', command, args, env: more.env ?? {} },
  };
}

export function httpConfig(
  alias: string,
  url: string,
  more: {
    readonly kind?: 'http' | 'sse';
    readonly headers?: Readonly<Record<string, ConfigValue>>;
    readonly era?: ServerConfig['era'];
  } = {},
): ServerConfig {
  return {
    alias,
    era: more.era ?? 'auto',
    effects: {},
    transport: { kind: more.kind ?? 'http', url, headers: more.headers ?? {} },
  };
}

/** Path of a file of the repository. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** Whether the process still runs; one that is dead and only waits to be cleared away does not. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

/** Waits until `condition` holds; throws with `what` where it never does. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
