import type { Json, JsonObject } from '../../json/json.ts';

/** The plain values in a value, in its order. */
export function scalarsOf(value: Json | JsonObject): Json[] {
  const found: Json[] = [];
  collect(value, found);
  return found;
}

/** One list for all of them: results are large, and a list per member would be garbage. */
function collect(value: Json | JsonObject, found: Json[]): void {
  if (typeof value !== 'object' || value === null) found.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, found);
  else for (const member of Object.values(value)) collect(member, found);
}
