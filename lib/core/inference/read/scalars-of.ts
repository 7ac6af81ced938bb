import type { Json, JsonObject } from '../../json/json.ts';

export function scalarsOf(value: Json | JsonObject): Json[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap((member) => scalarsOf(member));
}
