import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '#core/functions/functions.ts';
import type { Json } from '#core/json/json.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { answerCase, type Case } from './test/same-answers/answer-case.ts';
import { askPython, runPython } from './test/same-answers/ask-python.ts';
import { callsOf, values } from './test/same-answers/function-cases.ts';
import { effects, errorTexts, results } from './test/same-answers/result-cases.ts';
import { entryTexts } from './test/same-answers/texts.ts';
import { valueCases } from './test/same-answers/value-cases.ts';

const EXTRACTORS: readonly Extractor[] = [
  'auto',
  'structured',
  'json',
  'text',
  'table',
  'keyValues',
  'lines',
  'fencedJson',
  'document',
  'records',
  'properties',
];

const ENTRIES: readonly Extractor[] = [
  'entries - #{name} ({id}), {members} members',
  'entries - #{name} ({id}), {text}',
  'entries {name} <{id}>: {text}',
  'entries {name}: {text} ({id})',
];

/** The same cases in every run; `FC_SEED=$RANDOM npm run test:integration` looks for new ones. */
const seed = Number(process.env.FC_SEED ?? 20_261_129);

test('the library in Python answers the tables of cases as the studio does', () => {
  const { status, stderr } = runPython(['-m', 'unittest', 'discover', '-s', 'test/library']);
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/^Ran [1-9]/m);
});

test('the library in Python has the functions and parameters of the studio', () => {
  const printed = runPython([
    '-c',
    'import json, dataclasses\n' +
      'from runtime.functions.functions import FUNCTIONS\n' +
      'print(json.dumps([[f.name, [dataclasses.asdict(p) for p in f.parameters]] for f in FUNCTIONS.values()]))',
  ]);
  const plain = { optional: false, nullable: false, rest: false };
  expect(Object.fromEntries(JSON.parse(printed.stdout))).toEqual(
    Object.fromEntries(
      Object.values(FUNCTIONS).map(({ name, params }) => [name, params.map((param) => ({ ...plain, ...param }))]),
    ),
  );
});

describe('whatever they are asked, TypeScript and Python answer the same', () => {
  test('of every function', () => {
    expectSameAnswers(Object.entries(FUNCTIONS).flatMap(([name, spec]) => someOf(callsOf(name, spec), 60)));
  });

  test('of values, their order and their groups', () => {
    expectSameAnswers(someOf(valueCases, 400).map((asked): Case => ({ ask: 'value', ...asked })));
  });

  test('of the data of results', () => {
    expectSameAnswers(
      EXTRACTORS.flatMap((extractor) =>
        someOf(results, 60).map((result): Case => ({ ask: 'result', extractor, result: result as ToolResult })),
      ),
    );
  });

  test('of the entries of texts', () => {
    expectSameAnswers(
      ENTRIES.flatMap((extractor) =>
        someOf(entryTexts, 300).map(
          (text): Case => ({ ask: 'result', extractor, result: { content: [{ type: 'text', text }] } }),
        ),
      ),
    );
  });

  test('of errors in results, and of what they leave open', () => {
    expectSameAnswers([
      ...someOf(results, 200).map((result): Case => ({ ask: 'error', result: result as ToolResult })),
      ...someOf(errorTexts, 300).map((text): Case => ({ ask: 'transient', text })),
    ]);
  });

  test('of canonical texts, hashes and the keys of effects', () => {
    expectSameAnswers([
      ...someOf(values, 200).map((value): Case => ({ ask: 'canonical', value })),
      ...someOf(effects, 100).map((effect): Case => ({ ask: 'effectKey', ...effect })),
    ]);
  });
});

function expectSameAnswers(cases: readonly Case[]): void {
  const answers = askPython(cases);
  expect(answers).toHaveLength(cases.length);
  const different = cases.flatMap((asked, at) => {
    const [typescript, python] = [answerCase(asked), answers[at]];
    return JSON.stringify(typescript) === JSON.stringify(python) ? [] : [{ asked, typescript, python }];
  });
  expect(different.slice(0, 3), `${different.length} of ${cases.length} differ`).toEqual([]);
}

/** Examples as they come out of JSON: -0 is 0 there. */
function someOf<T>(arbitrary: fc.Arbitrary<T>, count: number): T[] {
  return JSON.parse(JSON.stringify(fc.sample(arbitrary, { numRuns: count, seed }))) as T[] & Json;
}
