import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { ExpressionError } from './expression-error.ts';
// The same table is run against every runtime that the exporter ships.
import cases from './function-cases.json' with { type: 'json' };
import { applyFunction, FUNCTION_FILES, FUNCTIONS } from './functions.ts';

interface FunctionCase {
  readonly fn: string;
  readonly args: readonly Json[];
  readonly gives?: unknown;
  readonly says?: string;
}

const context = { now: '2026-11-21T09:00:00.000Z', timeZone: 'UTC' };

describe('every function of the library', () => {
  for (const example of cases as readonly FunctionCase[]) {
    const written = `${example.fn}(${example.args.map((arg) => JSON.stringify(arg)).join(', ')})`;
    const { says } = example;
    if (says !== undefined) {
      test(`${written} is refused with a sentence`, () => {
        expect(() => applyFunction(example.fn, example.args, context)).toThrow(new ExpressionError(says));
      });
    } else {
      test(`${written} is ${JSON.stringify(example.gives)}`, () => {
        expect(applyFunction(example.fn, example.args, context)).toEqual(example.gives);
      });
    }
  }

  test('has at least one example in the table', () => {
    const shown = new Set(cases.map((example) => example.fn));
    expect(Object.keys(FUNCTIONS).filter((name) => !shown.has(name))).toEqual([]);
  });

  test('is exported by name from the file of its family', () => {
    expect(Object.keys(FUNCTIONS).filter((name) => !Object.hasOwn(FUNCTION_FILES, name))).toEqual([]);
  });
});

describe('applying a function', () => {
  test('names the function, the parameter and the value that does not fit', () => {
    expect(() => applyFunction('lower', [3], context)).toThrow('lower needs string for "text", but got the number 3.');
  });

  test('says how many arguments are wanted', () => {
    expect(() => applyFunction('eq', [1], context)).toThrow('eq takes 2 arguments, but got 1.');
  });

  test('knows no function by the name of an object member', () => {
    expect(() => applyFunction('toString', [], context)).toThrow('There is no function "toString".');
  });
});
