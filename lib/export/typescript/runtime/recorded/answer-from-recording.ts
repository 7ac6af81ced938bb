import type { ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { replayCaller } from '#core/trace/replay-caller.ts';
import { TRACE_VERSION, type Trace } from '#core/trace/trace.ts';
import type { RecordedJob, Recording } from './recording.ts';

/**
 * Answers as the studio's replay does: in recorded order, as of the writes that were made. What was never recorded gets
 * an error answer that says so, and what is nearest to it.
 */
export function answerFromRecording(
  job: RecordedJob,
  recording: Recording,
): (request: ToolCallRequest) => Promise<ToolResult> {
  const recorded = replayCaller(traceOf(job, recording));
  return (request) => recorded.call(request).catch((reason: Error) => refusal(reason.message));
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

function refusal(text: string): ToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
