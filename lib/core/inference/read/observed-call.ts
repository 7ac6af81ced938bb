import type { Json, JsonObject } from '../../json/json.ts';
import type { EffectClass } from '../../tool/effect-class.ts';
import type { Extractor } from '../../tool/result-data.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';

/** A recorded call with its result read as data: what all later passes look at. */
export interface ObservedCall {
  readonly id: string;
  readonly server: string;
  readonly tool: string;
  readonly spec?: ToolSpec;
  readonly args: JsonObject;
  readonly effect: EffectClass;
  readonly extract: Extractor;
  /** Data of the answer; null where the call failed. */
  readonly data: Json;
  /** Text of the error answer, or of the failure; absent where the call succeeded. */
  readonly error?: string;
  readonly started: number;
  readonly ended: number;
  readonly turn?: string;
  /** How many attempts before this one failed for a passing reason. */
  readonly failedAttempts: number;
}
