import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { extractReasoningMiddleware, type LanguageModel, wrapLanguageModel } from 'ai';

/** How a model is reached. A key is held no longer than a request needs it. */
export interface ModelEndpoint {
  /** The wire protocol. `openai` is OpenAI itself (Responses API); anything else that speaks chat completions is `compatible`. */
  readonly protocol: 'openai' | 'anthropic' | 'compatible';
  /** Needed for `compatible`; with its version, e.g. `http://127.0.0.1:11434/v1`. */
  readonly baseUrl?: string;
  readonly apiKey?: string;
}

/** The SDK's model of this name behind the endpoint. Nothing is sent by this. */
export function languageModel(endpoint: ModelEndpoint, model: string): LanguageModel {
  const { baseUrl: baseURL, apiKey } = endpoint;
  switch (endpoint.protocol) {
    case 'openai':
      // An OpenAI address of one's own seldom has the Responses API; chat completions it has.
      return baseURL === undefined ? createOpenAI({ apiKey })(model) : compatible(baseURL, apiKey, model);
    case 'anthropic':
      return createAnthropic({ apiKey, baseURL })(model);
    case 'compatible':
      if (baseURL === undefined) throw new Error('An OpenAI-compatible model needs a base URL.');
      return compatible(baseURL, apiKey, model);
  }
}

function compatible(baseURL: string, apiKey: string | undefined, model: string): LanguageModel {
  const provider = createOpenAICompatible({ name: 'compatible', baseURL, apiKey, includeUsage: true });
  // Local models write their thoughts into the text.
  return wrapLanguageModel({
    model: provider.chatModel(model),
    middleware: extractReasoningMiddleware({ tagName: 'think' }),
  });
}
