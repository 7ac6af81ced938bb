import { jsonEqual } from './equal.ts';
import { isJsonArray, isJsonObject, type Json, type JsonPath } from './json.ts';

/** One place where two values differ; a side that has no such place is undefined. */
export interface JsonDifference {
  readonly path: JsonPath;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
}

/** The smallest places where two values differ, in order of the left one. Lists are compared position by position. */
export function jsonDifferences(
  left: Json | undefined,
  right: Json | undefined,
  path: JsonPath = [],
): readonly JsonDifference[] {
  if (jsonEqual(left, right)) return [];
  if (isJsonArray(left) && isJsonArray(right)) {
    const length = Math.max(left.length, right.length);
    return Array.from({ length }).flatMap((_, index) => jsonDifferences(left[index], right[index], [...path, index]));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return keys.flatMap((key) => jsonDifferences(own(left, key), own(right, key), [...path, key]));
  }
  return [{ path, left, right }];
}

function own(object: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
