import type { Json, JsonObject } from '../../json/json.ts';
import type { ToolCaller } from '../../tool/tool-caller.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Workflow } from '../../workflow/workflow.ts';

/** What a run came to. */
export interface ProgramRun {
  readonly status: string;
  readonly error?: string;
  readonly output: Json;
  readonly effects: readonly ProgramEffect[];
}

export interface ProgramEffect {
  readonly step: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
}

/**
 * Runs a workflow against a recording that answers it, or against `caller` where one is given; `replayWorkflow` is one.
 * Inference only derives programs: who calls it brings the interpreter.
 */
export type ProgramRunner = (options: {
  readonly workflow: Workflow;
  readonly trace: Trace;
  readonly inputs?: JsonObject;
  readonly caller?: ToolCaller;
}) => Promise<ProgramRun>;
