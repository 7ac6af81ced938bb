/** Tokens of one request, as the provider counted them. Cached ones are part of the input. */
export interface TokenCount {
  readonly inputTokens?: number;
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
}

/** Dollars per million tokens: input, input read from the cache, output. */
type Price = readonly [input: number, cached: number, output: number];

/** When the prices were last compared with the providers' lists. List prices, text, no batch or priority tier. */
export const PRICES_OF = '2026-06';

/** Only models whose list price several sources agree on; a wrong price is worse than none. */
const PRICES: Readonly<Record<string, Price>> = {
  'gpt-4.1': [2, 0.5, 8],
  'gpt-4.1-mini': [0.4, 0.1, 1.6],
  'gpt-4o': [2.5, 1.25, 10],
  'gpt-4o-mini': [0.15, 0.075, 0.6],
  'gpt-5': [1.25, 0.125, 10],
  'gpt-5-mini': [0.25, 0.025, 2],
  'gpt-5-nano': [0.05, 0.005, 0.4],
  'claude-haiku-4-5': [1, 0.1, 5],
  'claude-sonnet-4-5': [3, 0.3, 15],
  'claude-sonnet-4-6': [3, 0.3, 15],
  'claude-opus-4-5': [5, 0.5, 25],
  'claude-opus-4-6': [5, 0.5, 25],
  'claude-opus-4-8': [5, 0.5, 25],
};

/**
 * What a request cost in dollars; `undefined` where the model's price or a count is not known. `model` is the
 * provider's own name; a date at its end (`-20250929`, `-2025-08-07`) does not matter.
 */
export function priceOf(model: string, tokens: TokenCount): number | undefined {
  const name = model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '');
  const price = Object.hasOwn(PRICES, name) ? PRICES[name] : undefined;
  if (!price || tokens.inputTokens === undefined || tokens.outputTokens === undefined) return undefined;
  const [input, cached, output] = price;
  const fromCache = tokens.cachedTokens ?? 0;
  return ((tokens.inputTokens - fromCache) * input + fromCache * cached + tokens.outputTokens * output) / 1_000_000;
}
