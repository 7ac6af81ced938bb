import type { ServerView } from '#core/server/server-view.ts';
import { consentHash } from '#lib/mcp/command-consent.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { pinNewTools } from './pin-tools.ts';
import { findServer, viewServer } from './view-server.ts';

export interface ConnectOrder {
  readonly alias: string;
  /** Hash of the command that the user has just looked at and allowed; remembered for this exact command. */
  readonly consent?: string;
  /** Answer only when it has settled; otherwise at once, with the state `connecting`. */
  readonly wait: boolean;
}

/**
 * Starts connecting on the user's decision. Throws `refused` where a process would be started whose exact command the
 * user has not allowed. What becomes of it is the status of the server, never an error.
 */
export async function connectServer(studio: Studio, { alias, consent, wait }: ConnectOrder): Promise<ServerView> {
  const record = await findServer(studio, alias);
  const needed = consentHash(record.config.transport);
  if (needed !== null && record.consentHash !== needed) {
    if (consent !== needed) {
      const changed = consent === undefined ? '' : ' The command changed since it was shown.';
      throw new StudioError('refused', `Starting "${alias}" needs your consent to its exact command.${changed}`, {
        advice: 'Look at the command on the server’s page and allow it.',
      });
    }
    await studio.store.servers.setConsent(alias, needed);
  }
  const settled = studio.connections
    .connect(record.config, needed === null ? {} : { consentHash: needed })
    .then(async (status) => {
      if (status.state === 'connected') await pinNewTools(studio, alias);
    });
  if (wait) await settled;
  // The failure of the database while pinning must not end the process; the tools count as new until it works.
  else settled.catch((error: unknown) => console.error(`Pinning the tools of "${alias}" failed:`, error));
  return viewServer(studio, alias);
}

/** Ends the connection and its process. */
export async function disconnectServer(studio: Studio, alias: string): Promise<ServerView> {
  await findServer(studio, alias);
  await studio.connections.stop(alias);
  return viewServer(studio, alias);
}
