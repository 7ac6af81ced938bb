import type { EffectHow, EffectState } from '../effects/ledger.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import type { ToolCallFailureKind } from '../tool/tool-caller.ts';
import type { ToolResult } from '../tool/tool-result.ts';

export type RunMode = 'replay' | 'plan' | 'apply';

export type RunStatus = 'running' | 'waiting' | 'succeeded' | 'failed' | 'diverged' | 'stopped';

/**
 * What happened in a run, in order; enough to redraw it. `path` is the step's place at run time: one index per loop
 * around it, outermost first. `at` is milliseconds since the run's start.
 */
export type RunEvent = { readonly at: number } & (
  | { readonly type: 'run-started'; readonly mode: RunMode; readonly inputs: JsonObject; readonly now: string }
  | { readonly type: 'step-started'; readonly step: string; readonly path: readonly number[] }
  | { readonly type: 'step-ended'; readonly step: string; readonly path: readonly number[]; readonly value: Json }
  | {
      readonly type: 'step-failed';
      readonly step: string;
      readonly path: readonly number[];
      readonly message: string;
    }
  | {
      readonly type: 'call-started';
      readonly call: string;
      readonly step: string;
      readonly path: readonly number[];
      readonly server: string;
      readonly tool: string;
      readonly args: JsonObject;
      readonly effect: EffectClass;
    }
  | { readonly type: 'call-ended'; readonly call: string; readonly result: ToolResult; readonly durationMs: number }
  | {
      readonly type: 'call-failed';
      readonly call: string;
      readonly kind: ToolCallFailureKind;
      readonly message: string;
      readonly durationMs: number;
    }
  | {
      readonly type: 'effect';
      readonly key: string;
      readonly step: string;
      readonly path: readonly number[];
      readonly server: string;
      readonly tool: string;
      readonly args: JsonObject;
      readonly effect: EffectClass;
      readonly state: EffectState;
      readonly how?: EffectHow;
      readonly error?: string;
    }
  | {
      readonly type: 'judged';
      readonly step: string;
      readonly path: readonly number[];
      readonly task: string;
      readonly input: JsonObject;
      readonly answer: Json;
      /**
       * Where the answer came from: the recording's examples, an earlier time that the same was asked, the model now, or
       * nowhere, because a plan does not know the input yet.
       */
      readonly from: 'recording' | 'earlier' | 'model' | 'made-up';
      /** How often the model was asked, where it was asked now. */
      readonly attempts?: number;
      readonly durationMs: number;
    }
  | { readonly type: 'diverged'; readonly divergence: Divergence }
  | { readonly type: 'run-ended'; readonly status: RunStatus; readonly output: Json; readonly error?: string }
);

/** The first place where a replay leaves its trace. */
export interface Divergence {
  readonly step: string;
  readonly path: readonly number[];
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  /** The recorded call that comes nearest, if there is one of this tool. */
  readonly nearest?: { readonly call: string; readonly args: JsonObject };
  /** `argument`: other arguments than recorded; `extra`: never recorded; `missing`: recorded effect not repeated. */
  readonly kind: 'argument' | 'extra' | 'missing';
  readonly message: string;
}
