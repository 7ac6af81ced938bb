import fc from 'fast-check';
import type { FunctionParam, FunctionSpec, ValueType } from '#core/functions/function-spec.ts';
import { arityOf } from '#core/functions/functions.ts';
import type { Json } from '#core/json/json.ts';
import { datePatterns, dates, durationPatterns, units, zones } from './dates.ts';
import { anyText, jsonTexts, numberTexts, toolTexts } from './texts.ts';
import { urls } from './urls.ts';

export interface FunctionCase {
  readonly ask: 'function';
  readonly fn: string;
  readonly args: readonly Json[];
}

const texts = fc.oneof(
  { weight: 3, arbitrary: anyText },
  ...[dates, urls, toolTexts, jsonTexts, numberTexts],
  fc.constantFrom('a@b.co', 'x@y', '1.4.2', 'v2.0', 'dueDate ofHTTP', 'Ada King', 'Fix: Memory leak', 'a, b'),
  fc.constantFrom('OPS-12 #4 @you deadbeef 10.0.0.1 v1.2.3-rc'),
);

const numbers = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.integer({ min: -100_000, max: 100_000 }).map((number) => number / 1000),
  fc.constantFrom(0.1, 0.2, 0.5, 2.5, 1.005, 1e21, 1e-7, 123456789012345680000, 1e15 + 0.5),
);

const names = fc.oneof(anyText, fc.constantFrom('1', '2', '10', 'a', '__proto__x'));

/** Any JSON value. */
export const values: fc.Arbitrary<Json> = fc.letrec<{ readonly value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    texts,
    numbers,
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4 }),
  ),
})).value;

const BY_TYPE: Readonly<Partial<Record<ValueType, fc.Arbitrary<Json>>>> = {
  string: texts,
  number: numbers,
  integer: fc.oneof(fc.integer({ min: -12, max: 12 }), fc.integer()),
  boolean: fc.boolean(),
  array: fc.oneof(
    fc.array(fc.oneof(numbers, fc.constant(null)), { maxLength: 5 }),
    fc.array(texts, { maxLength: 4 }),
    fc.array(values, { maxLength: 4 }),
  ),
  object: fc.dictionary(names, values, { maxKeys: 4 }),
};

/** What a parameter is made for, by its name. */
const BY_NAME: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  date: dates,
  from: dates,
  to: dates,
  other: dates,
  unit: units,
  zone: zones,
  part: fc.constantFrom('host', 'origin', 'path', 'hash', 'last', 'segment', 'query', 'user', 'major', 'minor'),
  which: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('x', 'y', 'a', '', null, 1.5)),
  separator: fc.constantFrom(',', ' ', '\n', 'ab'),
  indent: fc.integer({ min: -1, max: 12 }),
  digits: fc.integer({ min: -25, max: 25 }),
};

/** The same for one function alone. */
const BY_FUNCTION: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<Json>>>>> = {
  urlPart: { text: urls },
  readTable: { text: toolTexts },
  readItems: { text: toolTexts },
  fromJson: { text: jsonTexts },
  numberIn: { text: numberTexts },
  toNumber: { value: numberTexts },
  parseDate: { text: dates },
  dateAdd: { amount: fc.oneof(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -3e6, max: 3e6 })) },
  formatDate: { pattern: datePatterns },
  formatDuration: { pattern: durationPatterns },
  nextVersion: { text: fc.stringMatching(/^v?[0-9]{1,3}\.[0-9]{1,3}(\.[0-9]{1,10})?(-rc\.1)?$/) },
  matches: { pattern: fc.constantFrom('email', 'url', 'number', 'issueKey', 'instant', 'sha', 'semver', 'ipv4') },
  findIn: { pattern: fc.constantFrom('email', 'url', 'hashNumber', 'mention', 'date', 'integer', 'uuid', 'sha') },
  markdownTable: { rows: fc.array(fc.array(texts, { maxLength: 3 }), { maxLength: 3 }) },
};

/** Calls of a function: mostly what it is made for, sometimes anything. */
export function callsOf(name: string, spec: FunctionSpec): fc.Arbitrary<FunctionCase> {
  return argsOf(name, spec).map((args) => ({ ask: 'function', fn: name, args }));
}

function argsOf(name: string, spec: FunctionSpec): fc.Arbitrary<Json[]> {
  const [only] = spec.params;
  if (only?.rest) return fc.array(argument(name, only), { maxLength: 4 });
  return fc
    .integer({ min: arityOf(spec).least, max: spec.params.length })
    .chain((length) => fc.tuple(...spec.params.slice(0, length).map((param) => argument(name, param))));
}

function argument(name: string, param: FunctionParam): fc.Arbitrary<Json> {
  const fitting = BY_FUNCTION[name]?.[param.name] ?? BY_NAME[param.name] ?? BY_TYPE[param.type] ?? values;
  const often = { weight: 12, arbitrary: fitting };
  return param.nullable || param.optional ? fc.oneof(often, fc.constant(null), values) : fc.oneof(often, values);
}
