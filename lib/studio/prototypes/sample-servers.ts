import { join } from 'node:path';
import type { ServerConfig } from '#core/server/server-config.ts';
import { consentHash } from '#lib/mcp/command-consent.ts';
import type { Studio } from '../studio.ts';

export const SAMPLE_SERVERS = ['code-host', 'tracker'] as const;

type SampleServer = (typeof SAMPLE_SERVERS)[number];

/** The exact registration of a sample server: shipped with the studio, state in the data folder. */
export function sampleConfig(
  studio: Pick<Studio, 'home' | 'installation'>,
  server: SampleServer,
  alias: string = server,
): ServerConfig {
  return {
    alias,
    era: 'auto',
    effects: {},
    transport: {
      kind: 'stdio',
      command: process.execPath,
      args: [
        join(studio.installation, 'examples', 'servers', server, 'server.ts'),
        '--state',
        join(studio.home, 'sample-servers', server),
      ],
      env: {},
    },
  };
}

/** Registers the sample servers that are not registered yet, under names that are free. Starts nothing. */
export async function registerSampleServers(studio: Studio): Promise<Readonly<Record<SampleServer, string>>> {
  return { 'code-host': await register(studio, 'code-host'), tracker: await register(studio, 'tracker') };
}

/**
 * Consent to the exact commands of the sample servers, given by pressing Play: what is started is ours and shipped.
 * Another server that took such a name keeps needing its own consent.
 */
export async function consentToSampleServers(studio: Studio, aliases: readonly string[]): Promise<void> {
  const ours = SAMPLE_SERVERS.map((server) => consentHash(sampleConfig(studio, server).transport));
  for (const alias of aliases) {
    const record = await studio.store.servers.find(alias);
    const needed = record ? consentHash(record.config.transport) : null;
    if (needed !== null && ours.includes(needed)) await studio.store.servers.setConsent(alias, needed);
  }
}

async function register(studio: Studio, server: SampleServer): Promise<string> {
  for (const alias of [server, `sample-${server}`, `sample-${server}-2`]) {
    const config = sampleConfig(studio, server, alias);
    const known = await studio.store.servers.find(alias);
    if (!known) {
      await studio.store.servers.create(config);
      return alias;
    }
    if (isSample(known.config, server)) {
      // Another Node or another folder since then: the command is a new one, and so is the consent.
      if (consentHash(known.config.transport) !== consentHash(config.transport)) {
        await studio.store.servers.update(alias, { ...config, effects: known.config.effects });
      }
      return alias;
    }
  }
  throw new Error(`No name is free for the sample server "${server}".`);
}

function isSample({ transport }: ServerConfig, server: SampleServer): boolean {
  const script = join('examples', 'servers', server, 'server.ts');
  return transport.kind === 'stdio' && transport.args[0]?.endsWith(script) === true;
}
