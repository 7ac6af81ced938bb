import { consentHash } from '#lib/mcp/command-consent.ts';
import type { Studio } from '../studio.ts';
import { connectServer } from './connect-server.ts';

const PATIENCE_MS = 15_000;

/**
 * Connects the servers in use that were not tried since the studio started and whose exact command the user allowed
 * before, and waits for those that are connecting. Starts nothing that was not allowed and nothing that the user
 * stopped. Never rejects; what became of each is its status.
 */
export async function connectServers(studio: Studio, aliases: readonly string[]): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  await Promise.all(
    aliases.map(async (alias) => {
      const state = studio.connections.status(alias)?.state;
      if (state === 'connecting') return settled(studio, alias, patience);
      if (state !== undefined || !(await isAllowed(studio, alias))) return;
      // A server that hangs while it starts must not hold the answer up for ever.
      const connected = connectServer(studio, { alias, wait: true }).catch(() => undefined);
      await Promise.race([connected, ended(patience)]);
    }),
  );
}

async function isAllowed(studio: Studio, alias: string): Promise<boolean> {
  const record = await studio.store.servers.find(alias);
  if (!record) return false;
  const needed = consentHash(record.config.transport);
  return needed === null || record.consentHash === needed;
}

function settled(studio: Studio, alias: string, patience: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      patience.removeEventListener('abort', done);
      resolve();
    };
    const stop = studio.connections.onChange((change) => {
      if (change.alias === alias && studio.connections.status(alias)?.state !== 'connecting') done();
    });
    patience.addEventListener('abort', done, { once: true });
    if (studio.connections.status(alias)?.state !== 'connecting') done();
  });
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
