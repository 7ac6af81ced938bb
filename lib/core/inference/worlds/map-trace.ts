import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { ContentBlock, ToolResult } from '../../tool/tool-result.ts';
import type { Trace } from '../../trace/trace.ts';

/** The trace with the data of every result changed; results in JSON text stay JSON text, other text goes through `text`. */
export function mapResults(
  trace: Trace,
  change: { readonly data: (data: Json) => Json; readonly text: (text: string) => string },
): Trace {
  const mapBlock = (block: ContentBlock): ContentBlock =>
    block.type === 'text' ? { ...block, text: mapText(block.text, change) } : block;
  const mapResult = (result: ToolResult): ToolResult => ({
    ...result,
    content: result.content.map(mapBlock),
    ...(result.structuredContent === undefined ? {} : { structuredContent: change.data(result.structuredContent) }),
  });
  return {
    ...trace,
    calls: trace.calls.map((call) =>
      call.outcome.status === 'answered'
        ? { ...call, outcome: { ...call.outcome, result: mapResult(call.outcome.result) } }
        : call,
    ),
  };
}

function mapText(
  text: string,
  change: { readonly data: (data: Json) => Json; readonly text: (text: string) => string },
): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.stringify(change.data(JSON.parse(text)));
    } catch {
      // No JSON after all.
    }
  }
  return change.text(text);
}

/** Every text inside a value changed, names of members left as they are. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isJsonObject(value)) return value;
  return mapObject(value, (member) => mapTexts(member, change));
}

export function mapObject(object: JsonObject, change: (member: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, change(member)]));
}
