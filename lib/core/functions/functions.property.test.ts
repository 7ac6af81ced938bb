import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { isJson } from '../json/schema.ts';
import { arityOf } from './define-function.ts';
import { ExpressionError } from './expression-error.ts';
import { applyFunction, FUNCTIONS } from './functions.ts';

const context = { now: '2026-11-21T09:00:00.000Z', timeZone: 'UTC' };

/** Values that functions meet: any JSON, and often enough what they are made for. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '2026-11-21',
    '2026-11-21T09:30:00Z',
    'day',
    'month',
    'Europe/Berlin',
    'email',
    'https://a.io/b?c=d',
    '',
  ),
  fc.integer({ min: -5, max: 5 }),
  fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant(null)), { maxLength: 4 }),
) as fc.Arbitrary<Json>;

describe('whatever a function is given', () => {
  for (const [name, spec] of Object.entries(FUNCTIONS)) {
    const { least, most } = arityOf(spec);
    test(`${name} gives JSON or says in a sentence why not, and the same again`, { timeout: 30_000 }, () => {
      fc.assert(
        fc.property(fc.array(value, { minLength: least, maxLength: Math.min(most, least + 2) }), (args) => {
          const first = outcome(name, args);
          expect(outcome(name, args)).toEqual(first);
        }),
        { numRuns: 150 },
      );
    });
  }
});

function outcome(name: string, args: readonly Json[]): Json {
  const before = JSON.stringify(args);
  try {
    const result = applyFunction(name, args, context);
    expect(isJson(result), `${name}(${before}) gave ${JSON.stringify(result)}`).toBe(true);
    return result;
  } catch (error) {
    expect(error, `${name}(${before})`).toBeInstanceOf(ExpressionError);
    return String(error);
  } finally {
    expect(JSON.stringify(args)).toBe(before);
  }
}
