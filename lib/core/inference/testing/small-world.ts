import { memoryLedger } from '../../effects/memory-ledger.ts';
import { replayWorkflow } from '../../execution/replay-workflow.ts';
import { runWorkflow } from '../../execution/run-workflow.ts';
import type { Json, JsonObject, JsonSchema } from '../../json/json.ts';
import type { ToolResult } from '../../tool/tool-result.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import type { Trace, TraceCall } from '../../trace/trace.ts';
import type { Workflow } from '../../workflow/workflow.ts';

export const NOW = '2026-03-10T12:00:00Z';

/** A tool as a function of its arguments; a thrown error is an error answer. Strings are text answers. */
export interface SmallTool {
  readonly run: (args: JsonObject) => Json;
  readonly schema?: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations?: ToolSpec['annotations'];
  /** Answers with structured content too; for tools that answer with an object. */
  readonly structured?: boolean;
}

/** Tools by `server/tool`. */
export type SmallWorld = Readonly<Record<string, SmallTool>>;

export interface Call {
  readonly name: string;
  readonly args: JsonObject;
}

/**
 * Records a demonstration as the gateway would: `script` calls tools and sees their data. Calls started together with
 * `Promise.all` overlap on the logical clock.
 */
export async function record(
  prompt: string,
  world: SmallWorld,
  script: (call: (name: string, args?: JsonObject) => Promise<Json>) => Promise<unknown>,
): Promise<Trace> {
  const calls: TraceCall[] = [];
  let clock = 0;
  const tick = (): number => {
    clock += 1;
    return clock;
  };
  await script(async (name, args = {}) => {
    const [server = '', tool = ''] = name.split('/');
    const started = tick();
    const at = calls.length;
    const base = { id: `c${at + 1}`, origin: 'gateway' as const, server, tool, args, startedAt: NOW, durationMs: 1 };
    calls.push({
      ...base,
      started,
      ended: started,
      outcome: { status: 'failed', kind: 'unknown', message: 'no answer' },
    });
    await Promise.resolve();
    const result = answer(world, name, args);
    calls[at] = { ...base, started, ended: tick(), outcome: { status: 'answered', result } };
    if (result.isError === true) throw new Error(name);
    const [block] = result.content;
    const text = block?.type === 'text' ? block.text : '';
    return /^[[{]/.test(text) ? JSON.parse(text) : text;
  });
  return traceOf(prompt, world, calls);
}

function traceOf(prompt: string, world: SmallWorld, calls: readonly TraceCall[]): Trace {
  const tools = Object.entries(world).map(([name, tool]): ToolSpec => {
    const [server = '', toolName = ''] = name.split('/');
    const { schema = { type: 'object' }, outputSchema, annotations } = tool;
    return {
      server,
      name: toolName,
      inputSchema: schema,
      ...(outputSchema === undefined ? {} : { outputSchema }),
      ...(annotations === undefined ? {} : { annotations }),
    };
  });
  return {
    version: 1,
    id: 'test',
    now: NOW,
    timeZone: 'UTC',
    locale: 'en-GB',
    turns: [{ id: 't1', role: 'user', text: prompt, at: NOW }],
    servers: [...new Set(tools.map((tool) => tool.server))].map((alias) => ({ alias })),
    tools,
    calls,
  };
}

export function answer(world: SmallWorld, name: string, args: JsonObject): ToolResult {
  const tool = world[name];
  if (tool === undefined) throw new Error(`The world has no tool ${name}.`);
  try {
    const data = tool.run(args);
    const structured = tool.structured === true && typeof data === 'object' && data !== null && !Array.isArray(data);
    return {
      content: [{ type: 'text', text: typeof data === 'string' ? data : JSON.stringify(data) }],
      ...(structured ? { structuredContent: data as JsonObject } : {}),
    };
  } catch (reason) {
    return {
      content: [{ type: 'text', text: reason instanceof Error ? reason.message : String(reason) }],
      isError: true,
    };
  }
}

/** Runs a workflow in a world and gives the calls of the named tools, in order. */
export async function runIn(
  world: SmallWorld,
  workflow: Workflow,
  options: {
    readonly writes: readonly string[];
    readonly inputs?: JsonObject;
    readonly judge?: (input: JsonObject) => Json;
  },
): Promise<{ readonly status: string; readonly error?: string; readonly made: readonly Call[] }> {
  const made: Call[] = [];
  let time = 0;
  const { judge } = options;
  const result = await runWorkflow({
    workflow,
    mode: 'apply',
    inputs: options.inputs ?? {},
    now: NOW,
    timeZone: 'UTC',
    caller: {
      call: async ({ server, tool, args }) => {
        const name = `${server}/${tool}`;
        const result = answer(world, name, args);
        if (options.writes.includes(name) && result.isError !== true) made.push({ name, args });
        return result;
      },
    },
    ledger: memoryLedger(() => NOW),
    approver: { approve: async () => ({ approved: true }) },
    clock: {
      milliseconds: () => {
        time += 1;
        return time;
      },
      sleep: async () => {},
    },
    ...(judge === undefined ? {} : { model: { answer: async ({ input }) => judge(input) } }),
  });
  return { status: result.status, ...(result.error === undefined ? {} : { error: result.error }), made };
}

export const replay = replayWorkflow;
