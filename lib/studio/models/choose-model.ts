import type { LanguageModel } from 'ai';
import { languageModel } from '#lib/chat/language-model.ts';
import { listEndpointModels } from '#lib/chat/list-endpoint-models.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { type Environment, type ModelProvider, modelProviders, providerEndpoint, SCRIPTED } from './model-providers.ts';
import { readModelSettings } from './model-settings.ts';

/** A model that can be asked now. */
export interface ChosenModel {
  /** `provider:model`. */
  readonly id: string;
  /** The provider's own name of it. */
  readonly name: string;
  readonly scripted: boolean;
  readonly model: LanguageModel;
}

/** Tried in this order where nobody chose; the first that the provider has. */
const PREFERRED: Readonly<Record<string, readonly string[]>> = {
  openai: ['gpt-5.4', 'gpt-5.2', 'gpt-5', 'gpt-4.1'],
  anthropic: ['claude-sonnet-5', 'claude-sonnet-4-6', 'claude-sonnet-4-5'],
};

const LIST_TIMEOUT_MS = 2_000;

/**
 * The model of a prototype: its own choice, else the default of the settings, else `TRACEWRIGHT_MODEL`, else the first
 * model of the first provider that answers (never the script). Throws a `StudioError` that tells what to do without one.
 */
export async function chooseModel(
  studio: Studio,
  wanted: string | null,
  environment: Environment = process.env,
): Promise<ChosenModel> {
  const providers = await modelProviders(studio, environment);
  const settings = await readModelSettings(studio);
  const chosenHere = wanted ?? settings.default;
  if (chosenHere !== null) return chooseById(studio, providers, chosenHere, environment);
  if (environment.TRACEWRIGHT_MODEL) {
    const id = withProvider(providers, environment.TRACEWRIGHT_MODEL);
    return chooseById(studio, providers, id, environment);
  }
  for (const provider of providers.filter((candidate) => candidate.from !== 'script')) {
    const endpoint = await providerEndpoint(studio, provider, environment);
    const listed = await listEndpointModels(endpoint, LIST_TIMEOUT_MS);
    const name = listed.kind === 'listed' ? preferred(provider, listed.models) : undefined;
    if (name !== undefined) return chosen(provider, name, languageModel(endpoint, name));
  }
  throw new StudioError('unavailable', 'No model is set up.', {
    advice:
      'Add one in Settings, Models, or start Ollama or LM Studio. Without a model you can play the sample, call tools by hand, or let your own agent drive through the gateway.',
  });
}

async function chooseById(
  studio: Studio,
  providers: readonly ModelProvider[],
  id: string,
  environment: Environment,
): Promise<ChosenModel> {
  // Names may hold colons themselves (`llama3.2:3b`); the provider ends at the first.
  const colon = id.indexOf(':');
  const provider = providers.find((candidate) => candidate.id === id.slice(0, Math.max(colon, 0)));
  const name = id.slice(colon + 1);
  if (!provider || name === '') {
    throw new StudioError('unavailable', `The model "${id}" is of a provider that is not set up.`, {
      advice: 'Choose another model below, or add the provider in Settings, Models.',
    });
  }
  return chosen(provider, name, languageModel(await providerEndpoint(studio, provider, environment), name));
}

/** A name of the environment may come without its provider; then it is of the first that somebody set up. */
function withProvider(providers: readonly ModelProvider[], name: string): string {
  if (providers.some((provider) => name.startsWith(`${provider.id}:`))) return name;
  const first = providers.find((provider) => provider.from === 'environment' || provider.from === 'settings');
  return `${(first ?? providers[0])?.id}:${name}`;
}

function chosen(provider: ModelProvider, name: string, model: LanguageModel): ChosenModel {
  return { id: `${provider.id}:${name}`, name, scripted: provider.id === SCRIPTED, model };
}

export function preferred(provider: Pick<ModelProvider, 'id'>, models: readonly string[]): string | undefined {
  const wishes = PREFERRED[provider.id] ?? [];
  return wishes.find((wish) => models.includes(wish)) ?? models[0];
}
