import type { Json } from '#core/json/json.ts';
import { resultData } from '#core/tool/extract.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { Catalogue } from './program/lower-calls.ts';

/** What traces know about tools: how servers described them, and what they answered where nothing says it. */
export function catalogueOf(traces: readonly Trace[]): Catalogue {
  return {
    tools: traces.flatMap((trace) => trace.tools),
    recorded: ({ server, tool }, extract) =>
      traces
        .flatMap((trace) => trace.calls)
        .filter((call) => call.server === server && call.tool === tool)
        .flatMap(({ outcome }) => (outcome.status === 'answered' ? dataOf(outcome.result, extract) : [])),
  };
}

/** Errors, and answers that have not the form of the extractor, tell nothing about types. */
function dataOf(result: ToolResult, extract: Extractor): readonly Json[] {
  if (errorOf(result) !== null) return [];
  try {
    return [resultData(result, extract)];
  } catch {
    return [];
  }
}
