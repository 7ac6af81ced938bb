import type { ServerConfig } from '#core/server/server-config.ts';
import type { ServerView } from '#core/server/server-view.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { type NamedSecret, nameSecrets, secretNames } from './name-secrets.ts';
import { findServer, viewRecord } from './view-server.ts';

export interface ServerRegistration {
  readonly config: ServerConfig;
  /** Values that go into the vault; the config keeps their names. */
  readonly secrets: readonly NamedSecret[];
}

/** Remembers a server. Nothing is started and nothing is connected to. Throws `conflict` where the alias is taken. */
export async function registerServer(studio: Studio, registration: ServerRegistration): Promise<ServerView> {
  const { alias } = registration.config;
  if (await studio.store.servers.find(alias)) {
    throw new StudioError('conflict', `There is already a server "${alias}".`, {
      advice: 'Give this one another name, or remove the other first.',
    });
  }
  const config = await moveSecrets(studio, registration);
  return viewRecord(studio, await studio.store.servers.create(config));
}

/** Changes how a server is reached. Its connection ends; a changed command needs a new consent. */
export async function updateServer(studio: Studio, registration: ServerRegistration): Promise<ServerView> {
  const { alias } = registration.config;
  const before = await findServer(studio, alias);
  const config = await moveSecrets(studio, registration, secretNames(before.config.transport));
  await studio.connections.remove(alias);
  if (addressOf(config) !== addressOf(before.config)) await studio.store.logins.remove(alias);
  const record = await studio.store.servers.update(alias, { ...config, effects: before.config.effects });
  if (!record) throw new StudioError('not-found', `There is no server "${alias}".`);
  return viewRecord(studio, record);
}

/** Ends its connection and forgets it. What was recorded with it stays recorded. */
export async function removeServer(studio: Studio, alias: string): Promise<void> {
  await findServer(studio, alias);
  await studio.connections.remove(alias);
  await studio.store.logins.remove(alias);
  await studio.store.servers.remove(alias);
}

/** Where a sign-in holds; another address or another client needs another one. */
function addressOf({ transport }: ServerConfig): string {
  return transport.kind === 'stdio' ? '' : `${transport.url} ${transport.oauth?.clientId ?? ''}`;
}

/**
 * Puts given values into the vault and their names into the config, so that no value is stored with the server. A name
 * that another server uses for another value is left alone: this one gets a name of its own.
 */
async function moveSecrets(
  studio: Studio,
  { config, secrets }: ServerRegistration,
  own: ReadonlySet<string> = new Set(),
): Promise<ServerConfig> {
  const known = new Map((await studio.store.secrets.known()).map(({ name, value }) => [name, value]));
  const moved: NamedSecret[] = [];
  for (const secret of secrets) {
    const { value } = secret;
    const taken = value !== undefined && known.has(secret.name) && known.get(secret.name) !== value;
    const name = taken && !own.has(secret.name) ? `${config.alias}.${secret.name}`.slice(0, 100) : secret.name;
    if (value !== undefined) await studio.store.secrets.put(name, value);
    moved.push({ ...secret, name });
  }
  return { ...config, transport: nameSecrets(config.transport, moved) };
}
