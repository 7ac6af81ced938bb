import type { JsonObject } from '#core/json/json.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import { consentHash } from '#lib/mcp/command-consent.ts';
import { type Connections, createConnections } from '#lib/mcp/connections.ts';
import { CommandFailure } from './command.ts';

/**
 * Connects to all the servers at once; `capabilities` (MCP `ClientCapabilities`) is what they may ask back. Rejects with
 * one line about the first that cannot be reached, and stops all.
 */
export async function openServers(configs: readonly ServerConfig[], capabilities?: JsonObject): Promise<Connections> {
  const resolveSecret = async (name: string) => process.env[name] ?? null;
  const connections = createConnections({ resolveSecret, capabilities });
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
