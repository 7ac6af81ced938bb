import { memoryLedger } from '../../effects/memory-ledger.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { type ToolCaller, ToolCallFailure, type ToolCallRequest } from '../../tool/tool-caller.ts';
import type { ToolResult } from '../../tool/tool-result.ts';
import { parseWorkflow } from '../../workflow/parse-workflow.ts';
import type { Expr, Step, Workflow } from '../../workflow/workflow.ts';
import type { RunEvent } from '../run-event.ts';
import { type RunOptions, runWorkflow } from '../run-workflow.ts';

// For tests of runs: short words for steps and expressions, and a world whose tools are functions.

export const NOW = '2026-11-21T09:00:00.000Z';
export const data = (value: Json): ToolResult => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
export const no = (message: string): ToolResult => ({ content: [{ type: 'text', text: message }], isError: true });

export const input = (id: string): Expr => ({ $: 'ref', of: 'input', id });
export const value = (id: string): Expr => ({ $: 'ref', of: 'step', id });
export const variable = (id: string): Expr => ({ $: 'ref', of: 'var', id });
export const lit = (literal: Json): Expr => ({ $: 'lit', value: literal });
export const get = (from: Expr, ...path: (string | number)[]): Expr => ({ $: 'get', from, path });
export const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });

export const read = (id: string, tool: string, args: Record<string, Expr> = {}): Step => ({
  id,
  do: 'call',
  server: 's',
  tool,
  args,
  effect: 'read',
});
export const write = (id: string, tool: string, args: Record<string, Expr>, more: object = {}): Step => ({
  id,
  do: 'call',
  server: 's',
  tool,
  args,
  effect: 'write',
  ...more,
});

export function workflowOf(body: readonly Step[], more: Partial<Workflow> = {}): Workflow {
  // Through the parser, so that every workflow of these tests is one that a file could hold.
  return parseWorkflow(JSON.parse(JSON.stringify({ version: 1, name: 'test', inputs: [], body, ...more })));
}

/** A world whose tools are functions; every call that reaches it is kept. */
export function world(tools: Record<string, (args: JsonObject, times: number) => ToolResult | Promise<ToolResult>>) {
  const calls: ToolCallRequest[] = [];
  const caller: ToolCaller = {
    call: async (request) => {
      calls.push(request);
      const tool = tools[request.tool];
      if (!tool) throw new ToolCallFailure('not-sent', request, 'No such server is running.');
      return tool(request.args, calls.filter((call) => call.tool === request.tool).length);
    },
  };
  return { caller, calls, made: (tool: string) => calls.filter((call) => call.tool === tool).map((call) => call.args) };
}

/** Runs with a clock that only sleeping moves. */
export async function run(workflow: Workflow, caller: ToolCaller, more: Partial<RunOptions> = {}) {
  let time = 0;
  const pauses: number[] = [];
  const events: RunEvent[] = [];
  const result = await runWorkflow({
    workflow,
    mode: 'apply',
    inputs: {},
    now: NOW,
    timeZone: 'UTC',
    caller,
    ledger: memoryLedger(() => NOW),
    approver: { approve: async () => ({ approved: true }) },
    clock: {
      milliseconds: () => time,
      sleep: async (milliseconds) => {
        pauses.push(milliseconds);
        time += milliseconds;
      },
    },
    onEvent: (event) => events.push(event),
    ...more,
  });
  return { ...result, pauses, events };
}
