import { canonicalJson } from '../../json/canonical.ts';
import { isJsonObject, type Json, type JsonPath } from '../../json/json.ts';
import type { ObservedCall } from './observed-call.ts';
import { isCursorField, isLastPage } from './page-names.ts';
import { listAt } from './page-rule.ts';

/** Path of the list that a page is about: the only list of a result, or the only one that holds records. */
export function mainList(data: Json): JsonPath | null {
  if (Array.isArray(data)) return [];
  const found: JsonPath[] = [];
  const walk = (value: Json, path: JsonPath): void => {
    if (Array.isArray(value)) found.push(path);
    else if (isJsonObject(value) && path.length < 3) {
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    }
  };
  walk(data, []);
  if (found.length === 1) return found[0] ?? null;
  const records = found.filter((path) => listAt(data, path).some((item) => isJsonObject(item)));
  return records.length === 1 ? (records[0] ?? null) : null;
}

/** Path of the first member with the value, lists left out. */
export function pathOfValue(data: Json, value: Json): JsonPath | null {
  const wanted = canonicalJson(value);
  const walk = (member: Json, path: JsonPath): JsonPath | null => {
    if (Array.isArray(member)) return null;
    if (!isJsonObject(member)) return canonicalJson(member) === wanted ? path : null;
    for (const [key, child] of Object.entries(member)) {
      const found = walk(child, [...path, key]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(data, []);
}

/** Where a result gives the next value of the cursor parameter `param`; also where it is null because nothing follows. */
export function cursorField(data: Json, itemsPath: JsonPath, param: string): { path: JsonPath } | null {
  let found: JsonPath | null = null;
  const walk = (value: Json, path: JsonPath): void => {
    if (found !== null || path.length > 3) return;
    if (isJsonObject(value))
      for (const [key, member] of Object.entries(value)) {
        if (isCursorField(key, param) && (member === null || typeof member === 'string' || typeof member === 'number'))
          found ??= [...path, key];
        else walk(member, [...path, key]);
      }
  };
  walk(data, []);
  return found === null || (itemsPath.length === 0 && Array.isArray(data)) ? null : { path: found };
}

/** Path of a flag that says that more follows. */
export function flagPath(calls: readonly ObservedCall[]): JsonPath | null {
  return commonPath(
    calls,
    (key, value) =>
      typeof value === 'boolean' &&
      /^(has|is)?_?more|has_?next|more_?(available|pages|results)|next_?available$|^(is_?)?truncated$/i.test(key),
  );
}

/** Path of the number of the last page, where the pages were counted as it says. */
export function lastPagePath(calls: readonly ObservedCall[]): JsonPath | null {
  return commonPath(calls, (key, value) => typeof value === 'number' && isLastPage(key) && Number.isInteger(value));
}

/** Path of the number of all items: at least as many as were read. */
export function totalPath(calls: readonly ObservedCall[], itemsPath: JsonPath): JsonPath | null {
  const read = calls.reduce((sum, call) => sum + listAt(call.data, itemsPath).length, 0);
  return commonPath(
    calls,
    (key, value) =>
      typeof value === 'number' &&
      /total|count/i.test(key) &&
      !/page/i.test(key) &&
      value >= Math.min(read, value + 1) &&
      value >= read,
  );
}

function commonPath(calls: readonly ObservedCall[], fits: (key: string, value: Json) => boolean): JsonPath | null {
  let found: JsonPath | null = null;
  const walk = (value: Json, path: JsonPath): void => {
    if (found !== null || path.length > 3 || !isJsonObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (fits(key, member)) found ??= [...path, key];
      else walk(member, [...path, key]);
    }
  };
  const [first] = calls;
  if (first !== undefined) walk(first.data, []);
  return found;
}
