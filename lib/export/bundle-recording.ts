import { errorOf } from '#core/tool/in-band-error.ts';
import { formatToolRef, type ToolRef } from '#core/tool/tool-ref.ts';
import type { Trace, TraceCall } from '#core/trace/trace.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { CallBody, Step, Workflow } from '#core/workflow/workflow.ts';

/**
 * The part of a trace that a bundle carries: the tools that the workflow uses and what was recorded of them, without
 * what was said in chat. `writes` are the recorded calls that a run with the recorded inputs makes again: those that
 * the workflow's writing steps came from; where the steps do not say, every write of its tools that succeeded.
 */
export function bundleRecording(workflow: Workflow, trace: Trace): object {
  const used = new Set(callBodies(workflow).map(formatToolRef));
  const calls = trace.calls.filter((call) => used.has(formatToolRef(call)) && call.outcome.status === 'answered');
  const known = new Set(calls.map((call) => call.id));
  const writing = allSteps(workflow.body).filter((step) => step.do === 'call' && step.effect !== 'read');
  const origins = writing.flatMap((step) => step.origin ?? []).filter((id) => known.has(id));
  const writes =
    origins.length > 0 ? calls.filter((call) => origins.includes(call.id)) : calls.filter(isWriteOf(writing));
  return {
    now: trace.now,
    timeZone: trace.timeZone,
    tools: trace.tools
      .filter((tool) => used.has(formatToolRef({ server: tool.server, tool: tool.name })))
      .map(({ server, name, inputSchema }) => ({ server, name, inputSchema })),
    calls: calls.map(({ id, server, tool, args, outcome }) => ({
      id,
      server,
      tool,
      args,
      ...(outcome.status === 'answered' ? { result: outcome.result } : {}),
    })),
    writes: writes.filter(succeeded).map((call) => call.id),
  };
}

/** Every call of the workflow, also those that look for an effect. */
export function callBodies(workflow: Workflow): readonly CallBody[] {
  return allSteps(workflow.body).flatMap((step): readonly CallBody[] => {
    switch (step.do) {
      case 'call':
        return step.find ? [step, step.find.call] : [step];
      case 'paginate':
      case 'poll':
        return [step.call];
      default:
        return [];
    }
  });
}

function isWriteOf(steps: readonly Step[]): (call: ToolRef) => boolean {
  const tools = new Set(steps.flatMap((step) => (step.do === 'call' ? [formatToolRef(step)] : [])));
  return (call) => tools.has(formatToolRef(call));
}

function succeeded(call: TraceCall): boolean {
  return call.outcome.status === 'answered' && errorOf(call.outcome.result) === null;
}
