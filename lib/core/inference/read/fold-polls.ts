import { isJsonObject, type Json, type JsonPath } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Reading } from './fold-pages.ts';
import type { ObservedCall } from './observed-call.ts';
import type { Poll } from './unit.ts';

/** The same read repeated until a member of its answer changed to the value that let the recording go on. */
export function pollFrom(
  at: number,
  { calls, index, used }: Reading,
): { readonly calls: readonly ObservedCall[]; readonly until: Poll } | null {
  const first = calls[at];
  // A write in between may have changed the answer itself: then it is a check and no waiting.
  const again = index.repeats(at).filter((call) => !used.has(call));
  if (first === undefined || again.length === 0) return null;
  const attempts = [first, ...again];
  const until = changedState(attempts.map((call) => call.data));
  return until === null ? null : { calls: attempts, until };
}

/** A text or flag that had other values first and its last value only at the end. */
function changedState(results: readonly Json[]): Poll | null {
  const last = results.at(-1);
  if (last === undefined) return null;
  let found: Poll | null = null;
  const walk = (value: Json, path: JsonPath): void => {
    if (isJsonObject(value) && path.length < 4)
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    else if (
      (typeof value === 'string' && value.length < 30 && !/\d{4}-\d{2}/.test(value)) ||
      typeof value === 'boolean'
    ) {
      const before = results.slice(0, -1).map((result) => valueAt(result, path));
      if (before.every((earlier) => typeof earlier === typeof value && earlier !== value)) {
        const seen = before.filter((earlier): earlier is string | boolean => earlier !== undefined);
        if (found === null || /state|status|phase|done|complete|ready|finished/i.test(String(path.at(-1))))
          found = { path, before: [...new Set(seen)], value };
      }
    }
  };
  walk(last, []);
  return found;
}
