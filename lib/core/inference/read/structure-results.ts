import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { classifyTool, effectOf } from '../../tool/classify-tool.ts';
import { resultData } from '../../tool/extract.ts';
import { errorOf } from '../../tool/in-band-error.ts';
import { autoData, type Extractor } from '../../tool/result-data.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { ToolResult } from '../../tool/tool-result.ts';
import type { Trace, TraceCall } from '../../trace/trace.ts';
import { chooseExtractor } from './choose-extractor.ts';
import type { ObservedCall } from './observed-call.ts';

/**
 * Reads every result as data, with one extractor per tool that fits all of its results, so that a run reads them the
 * same way. What the model was not shown is left out of texts that were cut.
 */
export function structureResults(trace: Pick<Trace, 'calls' | 'tools'>): readonly ObservedCall[] {
  const readings = new Map(trace.calls.map((call) => [call, readOnce(call)]));
  const byTool = new Map<string, Reading[]>();
  for (const [call, reading] of readings) {
    if (reading.error !== undefined) continue;
    const key = formatToolRef(call);
    const known = byTool.get(key);
    if (known === undefined) byTool.set(key, [reading]);
    else known.push(reading);
  }
  const extractors = new Map([...byTool].map(([key, known]) => [key, chooseExtractor(known.map(({ data }) => data))]));
  const specs = new Map(trace.tools.map((tool) => [formatToolRef({ server: tool.server, tool: tool.name }), tool]));
  return [...readings].map(([call, { data, error, result }]) => {
    const key = formatToolRef(call);
    const spec = specs.get(key);
    const extract = extractors.get(key) ?? 'auto';
    return {
      id: call.id,
      server: call.server,
      tool: call.tool,
      ...(spec === undefined ? {} : { spec }),
      args: call.args,
      effect: spec === undefined ? effectOf(call, trace.tools) : classifyTool(spec),
      extract,
      data: error !== undefined || result === null ? null : extract === 'auto' ? data : dataOf(result, extract),
      ...(error === undefined ? {} : { error }),
      started: call.started,
      ended: call.ended,
      ...(call.turn === undefined ? {} : { turn: call.turn }),
      failedAttempts: 0,
    };
  });
}

interface Reading {
  readonly data: Json;
  readonly error?: string;
  readonly result: ToolResult | null;
}

/** Parses a result once: results are large, and most are no errors. */
function readOnce(call: TraceCall): Reading {
  const { outcome } = call;
  if (outcome.status === 'failed') return { data: null, error: outcome.message, result: null };
  const { result } = outcome;
  const data = shownPart(call, autoData(result));
  const suspect = result.isError === true || typeof data === 'string' || (isJsonObject(data) && speaksOfFailure(data));
  const error = suspect ? errorOf(result) : null;
  return error === null ? { data, result } : { data: null, error, result };
}

/** Whether an answer has a member that could say that it failed; only then it is read once more. */
function speaksOfFailure(data: JsonObject): boolean {
  if (data.ok === false || data.success === false) return true;
  if (data.error !== undefined && data.error !== null) return true;
  return data.errors !== undefined || typeof data.status === 'number' || typeof data.statusCode === 'number';
}

/** What the model was not shown of a text cannot have been a source; structured data cut in mid-text stays whole. */
function shownPart(call: TraceCall, data: Json): Json {
  return typeof data === 'string' && call.shownCharacters !== undefined ? data.slice(0, call.shownCharacters) : data;
}

function dataOf(result: ToolResult, extract: Extractor): Json {
  try {
    return resultData(result, extract);
  } catch {
    // The extractor was chosen from these very results; what it cannot read stays text.
    return autoData(result);
  }
}
