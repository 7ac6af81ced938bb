import { expect, test } from 'vitest';
import { ExpressionError } from '#core/functions/expression-error.ts';
import { answerValueCase, type ValueCase } from './answer-value-case.ts';
// The Python agent runs the same table.
import cases from './value-cases.json' with { type: 'json' };

interface ExpectedCase extends ValueCase {
  readonly gives?: unknown;
  readonly says?: string;
}

for (const example of cases as readonly ExpectedCase[]) {
  test(`${JSON.stringify(example)}`, () => {
    if (example.says === undefined) expect(answerValueCase(example)).toEqual(example.gives);
    else expect(() => answerValueCase(example)).toThrow(new ExpressionError(example.says));
  });
}
