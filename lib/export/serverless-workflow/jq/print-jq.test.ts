import { expect, test } from 'vitest';
import cases from '#core/functions/function-cases.json' with { type: 'json' };
import type { Json } from '#core/json/json.ts';
import { fn, lit } from '../../test/expression-builders.ts';
import { runJq } from '../test/run-jq.ts';
import { JQ_FUNCTIONS } from './jq-functions.ts';
import { expression } from './print-jq.ts';

interface FunctionCase {
  readonly fn: string;
  readonly args: readonly Json[];
  readonly gives?: Json;
  readonly says?: string;
}

const INLINE = ['eq', 'ne', 'isNull', 'not', 'and', 'or', 'coalesce', 'add', 'mul', 'concat', 'merge'];
const CASES = (cases as readonly FunctionCase[]).filter(
  ({ fn: name, args }) => INLINE.includes(name) || JQ_FUNCTIONS[name]?.arity === args.length,
);
const written = ({ fn: name, args }: FunctionCase) => `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
const jqOf = ({ fn: name, args }: FunctionCase) => expression(fn(name, ...args.map(lit))).slice(3, -2);

// One program for all: what jq takes to start is most of the time.
const outcomes = (await runJq(
  `[${CASES.map((each) => `(try {gives: (${jqOf(each)})} catch {says: .})`).join(', ')}]`,
  {},
)) as readonly { readonly gives?: Json; readonly says?: string }[];

test.each(CASES.map((each, index) => ({ ...each, index, name: written(each) })))(
  'real jq gives for $name what the library gives, or refuses it',
  ({ index, says, gives }) => {
    const outcome = outcomes[index] ?? {};
    if (says !== undefined) expect(outcome).toEqual({ says: expect.any(String) });
    else if (outcome.says !== undefined) expect(outcome.says).toMatch(/^jq (?:knows|adds|writes|orders) /);
    else expect(outcome).toEqual({ gives });
  },
);

test('every function that jq can say is one of the library and has cases', () => {
  const shown = new Set(CASES.map((each) => each.fn));
  expect([...Object.keys(JQ_FUNCTIONS), ...INLINE].filter((name) => !shown.has(name))).toEqual([]);
});
