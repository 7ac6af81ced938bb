import { isJsonObject } from '../json/json.ts';
import { resultData } from '../tool/extract.ts';
import { errorOf } from '../tool/in-band-error.ts';
import type { ToolCallRequest } from '../tool/tool-caller.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import { callKey } from '../trace/call-key.ts';
import { DivergedCall, type ReplayCaller } from '../trace/replay-caller.ts';
import type { Trace, TraceCall } from '../trace/trace.ts';
import { pageAfter, type ReadPage } from '../workflow/pages/page-after.ts';
import { allSteps } from '../workflow/walk.ts';
import type { Workflow } from '../workflow/workflow.ts';

/**
 * A replay of a recording that stopped before the last page, by a workflow that reads on: after the last page that was
 * read comes one with nothing on it. What was made up is handed to `onPage`; all else diverges as ever.
 */
export function readingOn(
  recorded: ReplayCaller,
  {
    workflow,
    trace,
    onPage,
  }: {
    readonly workflow: Workflow;
    readonly trace: Trace;
    readonly onPage?: (call: TraceCall) => void;
  },
): ReplayCaller {
  const pages = pagesOf(workflow, trace);
  const made = new Map<string, TraceCall>();
  return {
    unrepeated: () => recorded.unrepeated(),
    call: async (request, options) => {
      try {
        return await recorded.call(request, options);
      } catch (reason) {
        const data = reason instanceof DivergedCall ? pageAfter(workflow, request, pages) : undefined;
        if (data === undefined) throw reason;
        const result: ToolResult = {
          content: [{ type: 'text', text: JSON.stringify(data) }],
          ...(isJsonObject(data) ? { structuredContent: data } : {}),
        };
        const known = made.get(callKey(request));
        if (known === undefined) {
          const page = madeUp(request, result, { trace, before: made.size });
          made.set(callKey(request), page);
          onPage?.(page);
        }
        return result;
      }
    },
  };
}

function pagesOf(workflow: Workflow, trace: Trace): readonly ReadPage[] {
  const reads = allSteps(workflow.body).flatMap((step) => (step.do === 'paginate' ? [step.call] : []));
  return trace.calls.flatMap((call): ReadPage[] => {
    const read = reads.find(({ server, tool }) => server === call.server && tool === call.tool);
    if (read === undefined || call.outcome.status !== 'answered' || errorOf(call.outcome.result) !== null) return [];
    try {
      return [{ ...call, data: resultData(call.outcome.result, read.extract) }];
    } catch {
      // An answer of another form is no page of this list.
      return [];
    }
  });
}

/** The page as a call after all others; `before` counts those that were made up already. */
function madeUp(
  { server, tool, args }: ToolCallRequest,
  result: ToolResult,
  { trace, before }: { readonly trace: Trace; readonly before: number },
): TraceCall {
  const { calls, now } = trace;
  const last = calls.reduce((latest, { ended }) => Math.max(latest, ended), 0) + 2 * before;
  return {
    id: `after-${calls.findLast((call) => call.server === server && call.tool === tool)?.id ?? tool}${before === 0 ? '' : `-${before + 1}`}`,
    origin: 'import',
    server,
    tool,
    args,
    startedAt: now,
    durationMs: 0,
    started: last + 1,
    ended: last + 2,
    outcome: { status: 'answered', result },
  };
}
