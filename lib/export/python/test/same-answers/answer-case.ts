import { effectKey } from '#core/effects/effect-key.ts';
import { ExpressionError } from '#core/functions/expression-error.ts';
import { applyFunction } from '#core/functions/functions.ts';
import { canonicalJson } from '#core/json/canonical.ts';
import { hashJson } from '#core/json/hash.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import { ResultShapeError, resultData } from '#core/tool/extract.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { isInDoubt, retryAfterMs, wasTurnedAway } from '#core/tool/transient-error.ts';
import { answerValueCase, type ValueCase } from '../../../test/answer-value-case.ts';
import type { Answer } from './ask-python.ts';
import type { FunctionCase } from './function-cases.ts';

/** What can be asked of both languages. */
export type Case =
  | FunctionCase
  | { readonly ask: 'result'; readonly result: ToolResult; readonly extractor: Extractor }
  | { readonly ask: 'error'; readonly result: ToolResult }
  | { readonly ask: 'transient'; readonly text: string }
  | { readonly ask: 'canonical'; readonly value: Json }
  | ({ readonly ask: 'value' } & ValueCase)
  | {
      readonly ask: 'effectKey';
      readonly workflow: string;
      readonly server: string;
      readonly tool: string;
      readonly args: JsonObject;
      readonly occurrence: number;
      readonly key?: string;
    };

/** The answer of the studio's own functions, which the TypeScript agent has too. */
export function answerCase(asked: Case): Answer {
  try {
    return { gives: JSON.stringify(resultOf(asked)) };
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof ResultShapeError) return { says: error.message };
    throw error;
  }
}

function resultOf(asked: Case): Json {
  switch (asked.ask) {
    case 'function':
      return applyFunction(asked.fn, asked.args, { now: '2026-11-21T09:00:00.000Z', timeZone: 'UTC' });
    case 'result':
      return resultData(asked.result, asked.extractor);
    case 'error':
      return errorOf(asked.result);
    case 'transient':
      return [wasTurnedAway(asked.text), isInDoubt(asked.text), retryAfterMs(asked.text) ?? null];
    case 'canonical':
      return [canonicalJson(asked.value), hashJson(asked.value)];
    case 'value':
      return answerValueCase(asked) as Json;
    case 'effectKey': {
      const { server, tool, args, ask, ...facts } = asked;
      return effectKey({ ...facts, request: { server, tool, args } });
    }
  }
}
