import { isJsonObject, type Json, type JsonPath } from './json.ts';

/** The value with the place at `path` changed; as it is where there is no such place. */
export function changeAt(value: Json, path: JsonPath, change: (member: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value) && typeof key === 'number')
    return value.map((item, at) => (at === key ? changeAt(item, rest, change) : item));
  if (!isJsonObject(value) || typeof key !== 'string' || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: changeAt(value[key] ?? null, rest, change) };
}

/** The same for a path with `*` for every item of a list. */
export function changeParts(value: Json, path: readonly string[], change: (member: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (key === '*') return Array.isArray(value) ? value.map((item) => changeParts(item, rest, change)) : value;
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: changeParts(value[key] ?? null, rest, change) };
}
