import type { JsonObject } from '#core/json/json.ts';
import { classifyTool } from '#core/tool/classify-tool.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import { formatToolRef, type ToolRef } from '#core/tool/tool-ref.ts';
import type { Trace, TraceCall } from '#core/trace/trace.ts';
import { keepCalls } from '#core/workflow/keep.ts';
import type { RecordedJudgement } from '#core/workflow/recorded-judgement.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { CallBody, Step, Workflow } from '#core/workflow/workflow.ts';

/** What a workflow was derived from, and what of it already holds where the agent will work. */
export interface RecordedJob {
  readonly recordings: readonly [JobRecording, ...JobRecording[]];
  /** All that was judged while recording; the steps themselves show a few. */
  readonly judgements: readonly RecordedJudgement[];
}

export interface JobRecording {
  readonly trace: Trace;
  /** What the inputs were; one that is not named had its default. */
  readonly inputs: JsonObject;
  /** Ids of calls that were made in the world in which the agent will work. */
  readonly made: readonly string[];
}

/** The parts of `trace.json` that others look at; the whole form is `runtime/recorded/recording.ts`. */
export interface BundledJob {
  readonly tools: readonly object[];
  readonly judgements: readonly RecordedJudgement[];
  readonly recordings: readonly {
    readonly now: string;
    readonly timeZone: string;
    readonly inputs: JsonObject;
    readonly calls: readonly object[];
    /** Ids of the recorded calls that a run with the recorded inputs makes again. */
    readonly writes: readonly string[];
    /** Ids of those that were made in the agent's own world. */
    readonly done: readonly string[];
  }[];
}

/**
 * `trace.json`: the tools that the workflow uses and what was recorded of them, without what was said in chat.
 */
export function bundleRecording(workflow: Workflow, { recordings, judgements }: RecordedJob): BundledJob {
  const used = new Set(callBodies(workflow).map(formatToolRef));
  const tools = recordings.flatMap(({ trace }) =>
    trace.tools.filter((tool) => used.has(formatToolRef({ server: tool.server, tool: tool.name }))),
  );
  const byName = Map.groupBy(tools, ({ server, name }) => `${server}/${name}`);
  return {
    tools: [...byName.values()].flatMap(([tool]) =>
      tool ? [{ server: tool.server, name: tool.name, inputSchema: tool.inputSchema, effect: classifyTool(tool) }] : [],
    ),
    judgements,
    recordings: recordings.map((recording) => recordingOf(workflow, used, recording)),
  };
}

/**
 * `writes` are the recorded calls that a run with the recorded inputs makes again: those that the workflow's writing
 * steps came from; where the steps do not say, every write of its tools that succeeded. `done` are those among them
 * that were made in the agent's own world.
 */
function recordingOf(
  workflow: Workflow,
  used: ReadonlySet<string>,
  { trace, inputs, made }: JobRecording,
): BundledJob['recordings'][number] {
  const calls = trace.calls.filter((call) => used.has(formatToolRef(call)) && call.outcome.status === 'answered');
  const known = new Set(calls.map((call) => call.id));
  const writing = allSteps(workflow.body).filter((step) => step.do === 'call' && step.effect !== 'read');
  const origins = writing.flatMap((step) => step.origin ?? []).filter((id) => known.has(id));
  const writes = (
    origins.length > 0 ? calls.filter((call) => origins.includes(call.id)) : calls.filter(isWriteOf(writing))
  ).filter(succeeded);
  return {
    now: trace.now,
    timeZone: trace.timeZone,
    inputs,
    calls: calls.map(({ id, server, tool, args, started, ended, outcome }) => ({
      id,
      server,
      tool,
      args,
      started,
      ended,
      ...(outcome.status === 'answered' ? { result: outcome.result } : {}),
    })),
    writes: writes.map((call) => call.id),
    done: writes.filter((call) => made.includes(call.id)).map((call) => call.id),
  };
}

/** Every call of the workflow, also those that look for an effect or keep it. */
export function callBodies(workflow: Workflow): readonly CallBody[] {
  const kept = workflow.keep ? keepCalls(workflow.keep).map(({ body }) => body) : [];
  const called = allSteps(workflow.body).flatMap((step): readonly CallBody[] => {
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
  return [...called, ...kept];
}

function isWriteOf(steps: readonly Step[]): (call: ToolRef) => boolean {
  const tools = new Set(steps.flatMap((step) => (step.do === 'call' ? [formatToolRef(step)] : [])));
  return (call) => tools.has(formatToolRef(call));
}

function succeeded(call: TraceCall): boolean {
  return call.outcome.status === 'answered' && errorOf(call.outcome.result) === null;
}
