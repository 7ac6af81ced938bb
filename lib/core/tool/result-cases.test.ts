import { expect, test } from 'vitest';
import { ResultShapeError, resultData } from './extract.ts';
import { errorOf } from './in-band-error.ts';
// The Python agent runs the same table.
import cases from './result-cases.json' with { type: 'json' };
import type { Extractor } from './result-data.ts';
import type { ToolResult } from './tool-result.ts';
import { isInDoubt, retryAfterMs, wasTurnedAway } from './transient-error.ts';

interface ResultCase {
  readonly title: string;
  readonly ask: string;
  readonly result?: ToolResult;
  readonly extractor?: Extractor;
  readonly text?: string;
  readonly gives?: unknown;
  readonly says?: string;
}

const EMPTY: ToolResult = { content: [] };

for (const example of cases as readonly ResultCase[]) {
  test(`${example.extractor ?? example.ask}: ${example.title}`, () => {
    if (example.says === undefined) expect(answer(example)).toEqual(example.gives);
    else expect(() => answer(example)).toThrow(new ResultShapeError(example.says));
  });
}

function answer({ ask, result = EMPTY, extractor, text = '' }: ResultCase): unknown {
  switch (ask) {
    case 'result':
      return resultData(result, extractor);
    case 'error':
      return errorOf(result);
    case 'transient':
      return [wasTurnedAway(text), isInDoubt(text), retryAfterMs(text) ?? null];
    default:
      throw new Error(`There is no ${ask}.`);
  }
}
