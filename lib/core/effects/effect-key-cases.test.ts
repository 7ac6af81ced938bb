import { expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { effectKey } from './effect-key.ts';
// The Python agent runs the same table: a ledger that one language filled is understood by the other.
import cases from './effect-key-cases.json' with { type: 'json' };

interface EffectKeyCase {
  readonly workflow: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly occurrence: number;
  readonly key?: string;
  readonly gives: string;
}

test.each(cases as readonly object[] as readonly EffectKeyCase[])('%j', ({ server, tool, args, gives, ...facts }) => {
  expect(effectKey({ ...facts, request: { server, tool, args } })).toBe(gives);
});
