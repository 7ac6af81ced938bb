import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json, type JsonPath } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { ObservedCall } from './observed-call.ts';

/** The same read repeated until a member of its answer changed to the value that let the recording go on. */
export function pollFrom(
  first: ObservedCall,
  later: readonly ObservedCall[],
  used: ReadonlySet<ObservedCall>,
): { calls: ObservedCall[]; until: { path: JsonPath; value: Json } } | null {
  const same: ObservedCall[] = [];
  for (const call of later) {
    // A write in between may have changed the answer itself: then it is a check and no waiting.
    if (call.effect !== 'read') break;
    const repeated = call.server === first.server && call.tool === first.tool && jsonEqual(call.args, first.args);
    if (!used.has(call) && repeated && call.error === undefined) same.push(call);
  }
  if (same.length === 0) return null;
  const calls = [first, ...same];
  const until = changedState(calls.map((call) => call.data));
  return until === null ? null : { calls, until };
}

/** A text or flag that had other values first and its last value only at the end. */
function changedState(results: readonly Json[]): { path: JsonPath; value: Json } | null {
  const last = results.at(-1);
  if (last === undefined) return null;
  let found: { path: JsonPath; value: Json } | null = null;
  const walk = (value: Json, path: JsonPath): void => {
    if (isJsonObject(value) && path.length < 4)
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    else if (
      (typeof value === 'string' && value.length < 30 && !/\d{4}-\d{2}/.test(value)) ||
      typeof value === 'boolean'
    ) {
      const before = results.slice(0, -1).map((result) => valueAt(result, path));
      if (before.every((earlier) => typeof earlier === typeof value && earlier !== value)) {
        if (found === null || /state|status|phase|done|complete|ready|finished/i.test(String(path.at(-1))))
          found = { path, value };
      }
    }
  };
  walk(last, []);
  return found;
}
