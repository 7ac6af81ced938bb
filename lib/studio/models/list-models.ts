import { listEndpointModels } from '#lib/chat/list-endpoint-models.ts';
import type { Studio } from '../studio.ts';
import { type Environment, type ModelProvider, modelProviders, providerEndpoint } from './model-providers.ts';
import { readModelSettings } from './model-settings.ts';

/** A provider with its models, as pages see it. */
export interface ListedProvider extends Pick<ModelProvider, 'id' | 'name' | 'from' | 'protocol' | 'baseUrl'> {
  readonly models: readonly string[];
  /** Why there are none. */
  readonly problem?: string;
}

export interface ModelList {
  readonly providers: readonly ListedProvider[];
  /** `provider:model` that prototypes without a choice use; null where the first that answers is used. */
  readonly default: string | null;
}

const TIMEOUT_MS = 2_500;

/** Asks every provider for its models at the same time. Local servers that do not answer are left out. */
export async function listModels(studio: Studio, environment: Environment = process.env): Promise<ModelList> {
  const [providers, settings] = await Promise.all([modelProviders(studio, environment), readModelSettings(studio)]);
  const listed = await Promise.all(providers.map((provider) => listProvider(studio, provider, environment)));
  return {
    providers: listed.filter((provider) => provider.from !== 'local' || provider.problem === undefined),
    default: settings.default ?? environment.TRACEWRIGHT_MODEL ?? null,
  };
}

async function listProvider(
  studio: Studio,
  provider: ModelProvider,
  environment: Environment,
): Promise<ListedProvider> {
  const { id, name, from, protocol, baseUrl } = provider;
  const shown = { id, name, from, protocol, baseUrl };
  try {
    const listed = await listEndpointModels(await providerEndpoint(studio, provider, environment), TIMEOUT_MS);
    if (listed.kind === 'failed') return { ...shown, models: [], problem: listed.reason };
    return { ...shown, models: listed.models.filter(isChatModel) };
  } catch (error) {
    // A key that is gone from the store.
    return { ...shown, models: [], problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Providers list all they have; models for pictures, speech and search vectors cannot hold a conversation. OpenAI's one
 * `instruct` model completes text; everywhere else that word names the very models that converse.
 */
const OTHER_MODELS =
  /embed|image|dall-e|sora|whisper|tts|transcribe|translate|realtime|audio|moderation|-live|^gpt-live|^gpt-3\.5-turbo-instruct|davinci|babbage/i;

function isChatModel(name: string): boolean {
  return !OTHER_MODELS.test(name);
}
