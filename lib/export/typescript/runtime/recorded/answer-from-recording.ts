import { canonicalJson } from '#core/json/canonical.ts';
import { changeAt } from '#core/json/change-at.ts';
import type { JsonObject } from '#core/json/json.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { replayCaller } from '#core/trace/replay-caller.ts';
import { TRACE_VERSION, type Trace } from '#core/trace/trace.ts';
import type { RecordedJob, Recording } from './recording.ts';

/**
 * Answers as the studio's replay does: in recorded order, as of the writes that were made. Where only the place among
 * the pages is new, the recording had enough by then, and an empty page comes. Everything else that was never recorded
 * gets an error answer that says so, and what is nearest to it.
 */
export function answerFromRecording(
  job: RecordedJob,
  recording: Recording,
): (request: ToolCallRequest) => Promise<ToolResult> {
  const recorded = replayCaller(traceOf(job, recording));
  return (request) =>
    recorded.call(request).catch((reason: Error) => lastPage(request, recording, job) ?? refusal(reason.message));
}

function traceOf({ tools }: RecordedJob, { now, timeZone, calls }: Recording): Trace {
  return {
    version: TRACE_VERSION,
    id: 'recording',
    now,
    timeZone,
    locale: 'en',
    turns: [],
    servers: [],
    tools,
    calls: calls.map(({ result, ...call }) => ({
      ...call,
      origin: 'import',
      outcome: { status: 'answered', result },
      startedAt: now,
      durationMs: 0,
    })),
  };
}

/** An empty page after one that was recorded with the same arguments but for the place. */
function lastPage(request: ToolCallRequest, { calls }: Recording, { paging }: RecordedJob): ToolResult | undefined {
  for (const { server, tool, param, items, next, more } of paging) {
    if (server !== request.server || tool !== request.tool) continue;
    const rest = ({ [param]: _place, ...args }: JsonObject) => canonicalJson(args);
    const page = calls.find(
      (call) => call.server === server && call.tool === tool && rest(call.args) === rest(request.args),
    );
    if (!page || errorOf(page.result) !== null) continue;
    const empty = changeAt(autoData(page.result), items, () => []);
    const last = next === null ? empty : changeAt(empty, next, () => null);
    const data = more === null ? last : changeAt(last, more, () => false);
    return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
  }
  return undefined;
}

function refusal(text: string): ToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
