import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { defaultSettingsMiddleware, extractReasoningMiddleware, type LanguageModel, wrapLanguageModel } from 'ai';

/** How a model is reached. A key is held no longer than a request needs it. */
export interface ModelEndpoint {
  /** The wire protocol: OpenAI's own, Anthropic's, or the chat completions that many others speak. */
  readonly protocol: 'openai' | 'anthropic' | 'compatible';
  /** Of OpenAI's two APIs; `responses` at OpenAI itself and `chat` behind an address of one's own, where absent. */
  readonly api?: 'responses' | 'chat';
  /** Needed for `compatible`; with its version, e.g. `http://127.0.0.1:11434/v1`. */
  readonly baseUrl?: string;
  readonly apiKey?: string;
}

/** Said plainly, so that no variable of the environment sends a key of the settings somewhere else. */
export const DEFAULT_BASE = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com/v1' };

/** The SDK's model of this name behind the endpoint. Nothing is sent by this. */
export function languageModel(endpoint: ModelEndpoint, model: string): LanguageModel {
  const { baseUrl: baseURL, apiKey = '' } = endpoint;
  switch (endpoint.protocol) {
    case 'openai':
      // An OpenAI address of one's own seldom has the Responses API; chat completions it has.
      return (endpoint.api ?? (baseURL === undefined ? 'responses' : 'chat')) === 'responses'
        ? responses(baseURL ?? DEFAULT_BASE.openai, apiKey, model)
        : compatible(baseURL ?? DEFAULT_BASE.openai, apiKey, model);
    case 'anthropic':
      return createAnthropic({ apiKey, baseURL: baseURL ?? DEFAULT_BASE.anthropic })(model);
    case 'compatible':
      if (baseURL === undefined) throw new Error('An OpenAI-compatible model needs a base URL.');
      return compatible(baseURL, apiKey, model);
  }
}

/** The Responses API. The conversation is kept here and sent whole; the provider is told not to keep it. */
function responses(baseURL: string, apiKey: string, model: string): LanguageModel {
  return wrapLanguageModel({
    model: createOpenAI({ apiKey, baseURL }).responses(model),
    middleware: defaultSettingsMiddleware({ settings: { providerOptions: { openai: { store: false } } } }),
  });
}

function compatible(baseURL: string, apiKey: string, model: string): LanguageModel {
  const key = apiKey === '' ? undefined : apiKey;
  const provider = createOpenAICompatible({ name: 'compatible', baseURL, apiKey: key, includeUsage: true });
  // Local models write their thoughts into the text.
  return wrapLanguageModel({
    model: provider.chatModel(model),
    middleware: extractReasoningMiddleware({ tagName: 'think' }),
  });
}
