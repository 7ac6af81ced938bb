import { canonicalJson } from '#core/json/canonical.ts';
import { changeAt } from '#core/json/change-at.ts';
import { jsonEqual } from '#core/json/equal.ts';
import type { JsonObject } from '#core/json/json.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { isTransientError } from '#core/tool/transient-error.ts';
import type { RecordedCall, RecordedJob, Recording } from './recording.ts';

/**
 * Answers in recorded order for equal arguments; the last answer is given again. Busy answers that a later one made
 * good are left out. Arguments that were never recorded get an error answer that says so, and what is nearest to them; where only
 * the place among the pages is new, the recording had enough by then, and an empty page comes.
 */
export function answerFromRecording(
  { calls }: Recording,
  paging: RecordedJob['paging'],
): (request: ToolCallRequest) => ToolResult {
  const settled = new Map(
    [...Map.groupBy(calls, nameOf)].map(([name, equal]) => {
      const results = equal.map(({ result }) => result);
      return [name, results.filter((result, index) => index === results.length - 1 || !isBusy(result))] as const;
    }),
  );
  const used = new Map<string, number>();
  return (request) => {
    const name = nameOf(request);
    const results = settled.get(name) ?? [];
    const at = used.get(name) ?? 0;
    used.set(name, at + 1);
    return results[Math.min(at, results.length - 1)] ?? lastPage(request, calls, paging) ?? notRecorded(request, calls);
  };
}

function nameOf({ server, tool, args }: ToolCallRequest): string {
  return `${server}/${tool} ${canonicalJson(args)}`;
}

function isBusy(result: ToolResult): boolean {
  return isTransientError(errorOf(result) ?? '');
}

function lastPage(
  request: ToolCallRequest,
  calls: readonly RecordedCall[],
  paging: RecordedJob['paging'],
): ToolResult | undefined {
  for (const { server, tool, param, items, next, more } of paging) {
    if (server !== request.server || tool !== request.tool) continue;
    const nameWithout = ({ args: { [param]: _moved, ...args } }: Pick<ToolCallRequest, 'args'>) =>
      nameOf({ server, tool, args });
    const page = calls.find(
      (call) => call.server === server && call.tool === tool && nameWithout(call) === nameWithout(request),
    );
    if (!page || errorOf(page.result) !== null) continue;
    const empty = changeAt(autoData(page.result), items, () => []);
    const last = next === null ? empty : changeAt(empty, next, () => null);
    const data = more === null ? last : changeAt(last, more, () => false);
    return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
  }
  return undefined;
}

function notRecorded({ server, tool, args }: ToolCallRequest, calls: readonly RecordedCall[]): ToolResult {
  const likeness = (call: RecordedCall) =>
    Object.entries(call.args).filter(([name, value]) => jsonEqual(value, args[name])).length;
  const [nearest] = calls
    .filter((call) => call.server === server && call.tool === tool)
    .toSorted((a, b) => likeness(b) - likeness(a));
  const instead = nearest ? ` Nearest in the recording: ${shorten(nearest.args)}` : '';
  const text = `Not recorded: ${tool} with ${shorten(args)}.${instead}`;
  return { isError: true, content: [{ type: 'text', text }] };
}

function shorten(args: JsonObject): string {
  return JSON.stringify(args).slice(0, 300);
}
