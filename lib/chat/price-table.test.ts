import { expect, test } from 'vitest';
import { priceOf } from './price-table.ts';

test('a request costs its input, its cached input and its output', () => {
  const tokens = { inputTokens: 1_000_000, cachedTokens: 400_000, outputTokens: 100_000 };
  expect(priceOf('gpt-5', tokens)).toBeCloseTo(0.6 * 1.25 + 0.4 * 0.125 + 0.1 * 10);
  expect(priceOf('claude-sonnet-4-5-20250929', tokens)).toBeCloseTo(0.6 * 3 + 0.4 * 0.3 + 0.1 * 15);
});

test('an unknown model and missing counts have no price', () => {
  expect(priceOf('llama3.3', { inputTokens: 10, outputTokens: 10 })).toBeUndefined();
  expect(priceOf('constructor', { inputTokens: 10, outputTokens: 10 })).toBeUndefined();
  expect(priceOf('gpt-5', { inputTokens: 10 })).toBeUndefined();
});
