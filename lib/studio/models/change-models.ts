import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { type ModelSettings, modelSettingsSchema, readModelSettings } from './model-settings.ts';

export interface ProviderChange {
  readonly id: string;
  readonly protocol: 'openai' | 'anthropic' | 'compatible';
  readonly api?: 'responses' | 'chat';
  readonly name?: string;
  readonly baseUrl?: string;
  /** A new API key; the one there is stays where absent, and `null` takes it away. */
  readonly key?: string | null;
}

/** Adds a place where models are, or changes it. Its key goes to the vault. */
export async function saveProvider(studio: Studio, change: ProviderChange): Promise<void> {
  const { id, protocol, api, name, baseUrl, key } = change;
  if (protocol === 'compatible' && baseUrl === undefined) {
    throw new StudioError('invalid', 'An OpenAI-compatible endpoint needs its base URL.', {
      advice: 'It usually ends with /v1, for example http://127.0.0.1:8000/v1.',
    });
  }
  const settings = await readModelSettings(studio);
  const before = settings.providers[id]?.secret;
  const secret = key === null ? undefined : key === undefined ? before : `model.${id}`;
  if (typeof key === 'string') await studio.store.secrets.put(`model.${id}`, key);
  if (key === null && before === `model.${id}`) await studio.store.secrets.remove(before);
  await write(studio, {
    ...settings,
    providers: { ...settings.providers, [id]: { protocol, api, name, baseUrl, secret } },
  });
}

/** Forgets a provider and the key that was given with it. */
export async function removeProvider(studio: Studio, id: string): Promise<void> {
  const settings = await readModelSettings(studio);
  const { [id]: gone, ...providers } = settings.providers;
  if (!gone) throw new StudioError('not-found', `There is no model provider "${id}" in the settings.`);
  if (gone.secret === `model.${id}`) await studio.store.secrets.remove(gone.secret);
  const isDefault = settings.default?.startsWith(`${id}:`) === true;
  await write(studio, { default: isDefault ? null : settings.default, providers });
}

/** The model of prototypes that name none; null for the first that answers. */
export async function setDefaultModel(studio: Studio, model: string | null): Promise<void> {
  await write(studio, { ...(await readModelSettings(studio)), default: model });
}

async function write(studio: Studio, settings: ModelSettings): Promise<void> {
  await studio.store.settings.set('models', JSON.parse(JSON.stringify(modelSettingsSchema.parse(settings))));
}
