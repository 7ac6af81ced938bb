import { join } from 'node:path';
import type {
  ModelSettingsView,
  PermissionView,
  SecretUse,
  SettingsView,
  StoredData,
} from '#core/live/settings-view.ts';
import { parseChatSettings } from '../chat/chat-settings.ts';
import type { Environment } from '../models/model-providers.ts';
import { readModelSettings } from '../models/model-settings.ts';
import { secretNames } from '../servers/name-secrets.ts';
import type { Studio } from '../studio.ts';

/** Everything the settings page shows. Asks no model and no server. */
export async function readSettings(studio: Studio, environment: Environment = process.env): Promise<SettingsView> {
  const [models, secrets, permissions, data] = await Promise.all([
    readModels(studio),
    listSecrets(studio),
    listPermissions(studio),
    describeData(studio, environment),
  ]);
  return { models, secrets, permissions, data };
}

async function readModels(studio: Studio): Promise<ModelSettingsView> {
  const settings = await readModelSettings(studio);
  return {
    default: settings.default,
    providers: Object.entries(settings.providers).map(([id, { protocol, api, name, baseUrl, secret }]) => ({
      id,
      protocol,
      hasKey: secret !== undefined,
      ...(api !== undefined && { api }),
      ...(name !== undefined && { name }),
      ...(baseUrl !== undefined && { baseUrl }),
    })),
  };
}

/** Names of secrets and who refers to them; values never leave the store this way. */
export async function listSecrets(studio: Studio): Promise<readonly SecretUse[]> {
  const [secrets, servers, models] = await Promise.all([
    studio.store.secrets.list(),
    studio.store.servers.list(),
    readModelSettings(studio),
  ]);
  return secrets.map(({ name, updatedAt }) => ({
    name,
    updatedAt,
    usedBy: [
      ...servers
        .filter(({ config }) => secretNames(config.transport).has(name))
        .map(({ config }) => `server ${config.alias}`),
      ...Object.entries(models.providers)
        .filter(([, provider]) => provider.secret === name)
        .map(([id]) => `model ${id}`),
    ],
  }));
}

/** Prototypes in which something runs without asking. */
async function listPermissions(studio: Studio): Promise<readonly PermissionView[]> {
  const prototypes = await studio.store.prototypes.list();
  return prototypes
    .map(({ id, name, allowed, chat }) => ({
      prototype: { id, name },
      allowed,
      gateway: parseChatSettings(chat).gateway,
    }))
    .filter(({ allowed, gateway }) => allowed.length > 0 || gateway === 'allow');
}

async function describeData(studio: Studio, environment: Environment): Promise<StoredData> {
  const [prototypes, servers] = await Promise.all([studio.store.prototypes.list(), studio.store.servers.list()]);
  const url = environment.DATABASE_URL;
  return {
    home: studio.home,
    database: url
      ? { kind: 'server', place: withoutPassword(url) }
      : { kind: 'embedded', place: join(studio.home, 'postgres') },
    prototypes: prototypes.length,
    servers: servers.length,
  };
}

/** Host, port and name of the database; nothing of the user or the options. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'the server that DATABASE_URL names';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
