import type { Json, JsonObject, JsonPath } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import type { Extractor } from '../tool/result-data.ts';
import type { ToolSpec } from '../tool/tool-spec.ts';

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

/** How a tool's list is read page by page. */
export interface PageRule {
  readonly param: string;
  /** Value of `param` in the first call where the recording gave one. */
  readonly first?: Json;
  readonly style: 'cursor' | 'lastItem' | 'number' | 'offset';
  /** Path of the next cursor in a page (style `cursor`), or of the member in the last item (style `lastItem`). */
  readonly nextPath?: JsonPath;
  /** Path of a flag that says that more follows, or of the total number of items. */
  readonly morePath?: JsonPath;
  readonly totalPath?: JsonPath;
  /** Items of a full page, where a short page is the only sign of the end. */
  readonly pageSize?: number;
  /** Path of the list in a page. */
  readonly itemsPath: JsonPath;
}

/** One step's worth of recorded calls: a call, all pages of a list, or all attempts of a poll. */
export interface Unit {
  readonly key: string;
  readonly calls: readonly ObservedCall[];
  readonly server: string;
  readonly tool: string;
  readonly effect: EffectClass;
  readonly args: JsonObject;
  /** What later steps see: the call's data, the items of all pages, the last data of a poll. */
  readonly data: Json;
  readonly failed: boolean;
  readonly started: number;
  readonly ended: number;
  readonly pages?: PageRule;
  readonly poll?: { readonly path: JsonPath; readonly value: Json };
}

/** Where a path of a unit's data stood in the recording. */
export function locateInUnit(unit: Unit, path: JsonPath): { readonly call: string; readonly path: JsonPath } {
  const [head, ...rest] = path;
  if (unit.pages !== undefined && typeof head === 'number') {
    let index = head;
    for (const call of unit.calls) {
      const items = listAt(call.data, unit.pages.itemsPath);
      if (index < items.length) return { call: call.id, path: [...unit.pages.itemsPath, index, ...rest] };
      index -= items.length;
    }
  }
  const call = unit.calls[unit.calls.length - 1];
  return { call: call?.id ?? '', path };
}

/** The list at `path`; empty where there is none. */
export function listAt(data: Json, path: JsonPath): readonly Json[] {
  let value: Json | undefined = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
    value = (value as Record<string | number, Json>)[key];
  }
  return Array.isArray(value) ? value : [];
}
