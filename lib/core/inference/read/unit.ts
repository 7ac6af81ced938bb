import type { Json, JsonObject, JsonPath } from '../../json/json.ts';
import type { EffectClass } from '../../tool/effect-class.ts';
import type { ObservedCall } from './observed-call.ts';
import { listAt, type PageRule } from './page-rule.ts';

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
  readonly poll?: Poll;
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

/** What repeated reads waited for: the member that changed, the values that it had on the way, and its last one. */
export interface Poll {
  readonly path: JsonPath;
  readonly before: readonly Json[];
  readonly value: Json;
}
