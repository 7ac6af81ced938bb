import type { Json, JsonObject } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import type { Extractor } from '../tool/result-data.ts';
import type { ToolCallRequest } from '../tool/tool-caller.ts';

/** A read that a rule makes, and how its answer becomes data. */
export interface KeepRead extends ToolCallRequest {
  readonly extract?: Extractor;
}

/** A write that a rule makes. */
export interface KeepRequest extends ToolCallRequest {
  readonly effect: EffectClass;
}

/**
 * One rule of keeping, ready to be used: what a workflow says in expressions and a printed agent in functions. `made` is
 * the data of the creating call's answer, `wanted` its arguments, `actual` the item as it is now.
 */
export interface RunnableRule {
  readonly step: string;
  /** The creating tool. */
  readonly server: string;
  readonly tool: string;
  /** How the answer of the creating call becomes data. */
  readonly extract?: Extractor;
  readonly see: RunnableSight;
  readonly fields: Readonly<Record<string, (actual: Json) => Json>>;
  readonly change?: (facts: { readonly made: Json; readonly wanted: JsonObject; readonly actual: Json }) => KeepRequest;
  readonly remove?: (facts: { readonly wanted: JsonObject; readonly actual: Json }) => KeepRequest;
  /** Milliseconds until what was done is sure to be seen. */
  readonly settleMs: number;
}

/** The read that shows one item. */
export type AskForItem = (facts: { readonly made: Json; readonly wanted: JsonObject }) => KeepRead;

export type RunnableSight =
  | RunnableSearch
  | { readonly by: 'get'; readonly get: AskForItem }
  | { readonly by: 'ledger' };

export interface RunnableSearch {
  readonly by: 'search';
  readonly read: KeepRead;
  readonly items: (data: Json) => readonly Json[];
  readonly pages?: {
    readonly param: string;
    readonly first?: Json;
    readonly next: (data: Json, cursor: Json) => Json;
    readonly until: (data: Json, cursor: Json) => boolean;
    readonly maxPages: number;
  };
  readonly id?: { readonly made: (made: Json) => Json; readonly actual: (actual: Json) => Json };
  readonly key?: { readonly wanted: (wanted: JsonObject) => Json; readonly actual: (actual: Json) => Json };
  readonly get?: AskForItem;
}
