import type { Approver, EffectRecord, Ledger } from '../effects/ledger.ts';
import type { Json, JsonObject, JsonSchema } from '../json/json.ts';
import type { ToolCaller } from '../tool/tool-caller.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { Divergence, RunEvent, RunMode, RunStatus } from './run-event.ts';

export interface RunOptions {
  readonly workflow: Workflow;
  readonly mode: RunMode;
  /** Values by input name; missing ones take their defaults. */
  readonly inputs: JsonObject;
  readonly config?: JsonObject;
  /** ISO instant that `run.now` is. */
  readonly now: string;
  readonly timeZone: string;
  readonly caller: ToolCaller;
  readonly ledger: Ledger;
  readonly approver: Approver;
  readonly model?: ModelCaller;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Milliseconds since an arbitrary point, and a pause; passed in so that tests own time. */
  readonly clock: RunClock;
}

export interface RunClock {
  readonly milliseconds: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The model behind `llm` steps: data in, data of the schema out. */
export interface ModelCaller {
  answer(request: {
    readonly task: string;
    readonly input: JsonObject;
    readonly output: JsonSchema;
    readonly examples: readonly (readonly [Json, Json])[];
    readonly signal?: AbortSignal;
  }): Promise<Json>;
}

export interface RunResult {
  readonly status: RunStatus;
  readonly output: Json;
  readonly effects: readonly EffectRecord[];
  readonly error?: string;
  readonly divergence?: Divergence;
}
