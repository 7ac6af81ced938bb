import type { Json } from '../../json/json.ts';
import { classifyTool, effectOf } from '../../tool/classify-tool.ts';
import { resultData } from '../../tool/extract.ts';
import { readItem, saysNothing } from '../../tool/extract-lines.ts';
import { isTableStart } from '../../tool/extract-table.ts';
import { errorOf } from '../../tool/in-band-error.ts';
import { autoData, type Extractor } from '../../tool/result-data.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import { resultText, type ToolResult } from '../../tool/tool-result.ts';
import type { Trace, TraceCall } from '../../trace/trace.ts';
import type { ObservedCall } from '../observed-call.ts';

/**
 * Reads every result as data, with one extractor per tool that fits all of its results, so that a run reads them the
 * same way. What the model was not shown is left out of texts that were cut.
 */
export function structureResults(trace: Trace): readonly ObservedCall[] {
  const byTool = new Map<string, TraceCall[]>();
  for (const call of trace.calls) {
    const key = formatToolRef(call);
    byTool.set(key, [...(byTool.get(key) ?? []), call]);
  }
  const extractors = new Map<string, Extractor>();
  for (const [key, calls] of byTool) extractors.set(key, chooseExtractor(calls.flatMap(successOf)));
  return trace.calls.map((call) => {
    const spec = trace.tools.find((tool) => tool.server === call.server && tool.name === call.tool);
    const extract = extractors.get(formatToolRef(call)) ?? 'auto';
    const error = call.outcome.status === 'failed' ? call.outcome.message : (errorOf(call.outcome.result) ?? undefined);
    return {
      id: call.id,
      server: call.server,
      tool: call.tool,
      ...(spec === undefined ? {} : { spec }),
      args: call.args,
      effect: spec === undefined ? effectOf(call, trace.tools) : classifyTool(spec),
      extract,
      data: error === undefined && call.outcome.status === 'answered' ? dataOf(call.outcome.result, extract) : null,
      ...(error === undefined ? {} : { error }),
      started: call.started,
      ended: call.ended,
      ...(call.turn === undefined ? {} : { turn: call.turn }),
      failedAttempts: 0,
    };
  });
}

/** One extractor that reads all of a tool's results, regular text as records where it is regular in all of them. */
export function chooseExtractor(results: readonly ToolResult[]): Extractor {
  const texts = results.flatMap((result) => (typeof autoData(result) === 'string' ? [resultText(result)] : []));
  if (texts.length === 0 || texts.length < results.length) return 'auto';
  const telling = texts.filter((text) => text.trim() !== '' && !saysNothing(text));
  if (telling.length === 0) return 'auto';
  if (telling.every(isTable)) return 'table';
  if (telling.every(isDocument)) return 'document';
  if (telling.every(hasFencedJson)) return 'fencedJson';
  if (telling.every(isList)) return 'lines';
  return 'auto';
}

function successOf(call: TraceCall): ToolResult[] {
  if (call.outcome.status !== 'answered' || errorOf(call.outcome.result) !== null) return [];
  return [call.outcome.result];
}

function dataOf(result: ToolResult, extract: Extractor): Json {
  try {
    return resultData(result, extract);
  } catch {
    // The extractor was chosen from these very results; what it cannot read stays text.
    return autoData(result);
  }
}

function isTable(text: string): boolean {
  return isTableStart(text.trim().split(/\r?\n/), 0);
}

/** Mostly `key: value` lines, with tables between them. */
function isDocument(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const first = lines[0] ?? '';
  const pairs = lines.filter((line) => /^\s*[\p{L}_][\p{L}\p{N}_ .-]{0,39}:(\s|$)/u.test(line)).length;
  const table = lines.filter((line) => /^\s*\|.*\|\s*$/.test(line)).length;
  const startsRight = /^\s*(#{1,6}\s|[\p{L}_][\p{L}\p{N}_ .-]{0,39}:(\s|$))/u.test(first) || table > 0;
  return startsRight && pairs + table >= Math.max(1, lines.length * 0.6) && (pairs >= 2 || table >= 2);
}

function hasFencedJson(text: string): boolean {
  return /```[a-z]*\s*\n\s*[[{]/i.test(text);
}

/** Bulleted or numbered lines only, or short lines without spaces such as paths. */
function isList(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => readItem(line) !== undefined)) return true;
  return lines.length > 1 && lines.every((line) => /^\S{1,300}$/.test(line.trim()));
}
