import type { ConnectionStatus } from '#core/server/server-config.ts';
import type { ConsentView, ServerView } from '#core/server/server-view.ts';
import { consentHash, describeCommand } from '#lib/mcp/command-consent.ts';
import type { ServerRecord } from '#lib/storage/servers.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

/** All registered servers by alias, with how their connections stand. Looking starts nothing. */
export async function listServers(studio: Studio): Promise<readonly ServerView[]> {
  const records = await studio.store.servers.list();
  return records.map((record) => viewRecord(studio, record));
}

export async function viewServer(studio: Studio, alias: string): Promise<ServerView> {
  return viewRecord(studio, await findServer(studio, alias));
}

/** Throws `not-found` with the aliases there are. */
export async function findServer(studio: Studio, alias: string): Promise<ServerRecord> {
  const record = await studio.store.servers.find(alias);
  if (record) return record;
  const known = (await studio.store.servers.list()).map(({ config }) => config.alias);
  const advice = known.length === 0 ? 'No server is registered yet.' : `Registered: ${known.join(', ')}.`;
  throw new StudioError('not-found', `There is no server "${alias}".`, { advice });
}

export function viewRecord(studio: Studio, record: ServerRecord): ServerView {
  const { config } = record;
  const consent = viewConsent(record);
  const status = studio.connections.status(config.alias) ?? neverConnected(record, consent);
  const instructions = studio.connections.instructions(config.alias);
  return {
    config,
    status,
    consent,
    ...(instructions !== undefined && { instructions }),
    questions: studio.questions.list().filter(({ server }) => server === config.alias),
    listsChanged: studio.connections.listsChanged(config.alias),
    createdAt: record.createdAt,
  };
}

function viewConsent({ config, consentHash: given }: ServerRecord): ConsentView | null {
  const { transport } = config;
  const hash = consentHash(transport);
  if (transport.kind !== 'stdio' || hash === null) return null;
  const { line, cwd, env, warnings } = describeCommand(transport);
  return { hash, given: given === hash, command: { line, cwd, env, warnings } };
}

function neverConnected(record: ServerRecord, consent: ConsentView | null): ConnectionStatus {
  const base = { stderr: [], since: record.updatedAt, attempts: 0 };
  if (consent && !consent.given) {
    return { ...base, state: 'needs-consent', advice: 'Look at the command and allow it to be started.' };
  }
  return { ...base, state: 'stopped' };
}
