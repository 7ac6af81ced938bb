import type { ModelEndpoint } from '#lib/chat/language-model.ts';
import type { Studio } from '../studio.ts';
import { readModelSettings } from './model-settings.ts';
import { scriptedModel } from './scripted-model.ts';

/** A place where models are, without its key. */
export interface ModelProvider {
  readonly id: string;
  readonly name: string;
  readonly from: 'settings' | 'environment' | 'local' | 'script';
  readonly protocol: ModelEndpoint['protocol'];
  readonly api?: ModelEndpoint['api'];
  readonly baseUrl?: string;
  readonly secret?: string;
  /** Name of the environment variable with the key. */
  readonly keyVariable?: string;
}

/** Model servers that run on people's own machines, at the addresses they use by default or were moved to. */
function localProviders(environment: Environment): readonly ModelProvider[] {
  const shared = { from: 'local', protocol: 'compatible' } as const;
  return [
    { ...shared, id: 'ollama', name: 'Ollama', baseUrl: `${ollamaAddress(environment.OLLAMA_HOST)}/v1` },
    { ...shared, id: 'lmstudio', name: 'LM Studio', baseUrl: here(environment.TRACEWRIGHT_LMSTUDIO_PORT, 1234) },
    { ...shared, id: 'vllm', name: 'vLLM', baseUrl: here(environment.TRACEWRIGHT_VLLM_PORT, 8000) },
  ];
}

function here(port: string | undefined, standard: number): string {
  return `http://127.0.0.1:${/^\d+$/.test(port ?? '') ? port : standard}/v1`;
}

/** `OLLAMA_HOST` as Ollama reads it: with or without scheme and port; an address to listen on means this machine. */
export function ollamaAddress(host: string | undefined): string {
  const standard = 'http://127.0.0.1:11434';
  const given = host?.trim() ?? '';
  const text = /^https?:\/\//.test(given) ? given : `http://${given}`;
  if (given === '' || !URL.canParse(text)) return standard;
  const url = new URL(text);
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  // Only an address without a scheme leaves the port to Ollama.
  if (url.port === '' && text !== given) url.port = '11434';
  return url.origin;
}

/** Id of the provider that plays the sample's script. */
export const SCRIPTED = 'scripted';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Every provider that could be used: the user's own (settings), those of the environment, local servers (which may not
 * run), and the sample's script. An id of the settings hides the same id of the others.
 */
export async function modelProviders(
  studio: Studio,
  environment: Environment = process.env,
): Promise<readonly ModelProvider[]> {
  const settings = await readModelSettings(studio);
  const own = Object.entries(settings.providers).map(
    ([id, provider]): ModelProvider => ({
      id,
      name: provider.name ?? id,
      from: 'settings',
      protocol: provider.protocol,
      api: provider.api,
      baseUrl: provider.baseUrl,
      secret: provider.secret,
    }),
  );
  const all = [...own, ...environmentProviders(environment), ...localProviders(environment), await scriptedProvider()];
  return all.filter((provider, index) => all.findIndex(({ id }) => id === provider.id) === index);
}

/** The endpoint with its key, read at the last moment. Throws `SecretMissingError` or `SecretUnreadableError`. */
export async function providerEndpoint(
  studio: Studio,
  provider: ModelProvider,
  environment: Environment = process.env,
): Promise<ModelEndpoint> {
  const { protocol, api, baseUrl, secret, keyVariable } = provider;
  const apiKey = secret ? await studio.store.secrets.resolve(secret) : environment[keyVariable ?? ''];
  return { protocol, api, baseUrl, apiKey };
}

function environmentProviders(environment: Environment): readonly ModelProvider[] {
  const found: ModelProvider[] = [];
  const from = 'environment' as const;
  const base = environment.TRACEWRIGHT_MODEL_BASE_URL;
  if (base) {
    const keyVariable = 'OPENAI_API_KEY';
    found.push({ id: 'compatible', name: hostOf(base), from, protocol: 'compatible', baseUrl: base, keyVariable });
  }
  if (environment.OPENAI_API_KEY || environment.OPENAI_BASE_URL) {
    const baseUrl = environment.OPENAI_BASE_URL || undefined;
    const name = baseUrl ? hostOf(baseUrl) : 'OpenAI';
    found.push({ id: 'openai', name, from, protocol: 'openai', baseUrl, keyVariable: 'OPENAI_API_KEY' });
  }
  if (environment.ANTHROPIC_API_KEY) {
    const baseUrl = environment.ANTHROPIC_BASE_URL || undefined;
    const keyVariable = 'ANTHROPIC_API_KEY';
    found.push({ id: 'anthropic', name: 'Anthropic', from, protocol: 'anthropic', baseUrl, keyVariable });
  }
  return found;
}

async function scriptedProvider(): Promise<ModelProvider> {
  const { url } = await scriptedModel();
  return { id: SCRIPTED, name: 'Scripted sample', from: 'script', protocol: 'compatible', baseUrl: url };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
