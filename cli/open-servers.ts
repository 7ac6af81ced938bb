import type { ServerConfig } from '#core/server/server-config.ts';
import { consentHash } from '#lib/mcp/command-consent.ts';
import { type Connections, createConnections } from '#lib/mcp/connections.ts';
import { CommandFailure } from './command.ts';

/** Connects to all the servers at once. Rejects with one line about the first that cannot be reached, and stops all. */
export async function openServers(configs: readonly ServerConfig[]): Promise<Connections> {
  const connections = createConnections({ resolveSecret: async (name) => process.env[name] ?? null });
  try {
    const states = await Promise.all(
      configs.map(async (config) => ({
        alias: config.alias,
        status: await connections.connect(config, { consentHash: consentHash(config.transport) ?? undefined }),
      })),
    );
    const failed = states.find(({ status }) => status.state !== 'connected');
    if (!failed) return connections;
    const { detail, advice, stderr } = failed.status;
    const said = stderr.at(-1);
    throw new CommandFailure(
      `server "${failed.alias}" cannot be reached: ${detail ?? failed.status.state}${said ? ` It said: ${said}.` : ''}${advice ? ` ${advice}` : ''}`,
    );
  } catch (error) {
    await connections.close();
    throw error;
  }
}
