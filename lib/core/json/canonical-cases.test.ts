import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
// The Python agent runs the same table.
import cases from './canonical-cases.json' with { type: 'json' };
import { hashJson } from './hash.ts';
import type { Json } from './json.ts';

test.each(cases)('%j', (example) => {
  const value = example.value as Json;
  expect([canonicalJson(value), hashJson(value)]).toEqual(example.gives);
});
