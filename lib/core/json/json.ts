/** Any value that survives `JSON.parse(JSON.stringify(value))`. Values are treated as immutable everywhere. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;

export type JsonArray = readonly Json[];

export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON Schema (2020-12 unless `$schema` says otherwise). Untrusted: never dereference network `$ref`s. */
export type JsonSchema = JsonObject;

/** Path of member names and array indices from a root value, e.g. `['pulls', 2, 'title']`. */
export type JsonPath = readonly (string | number)[];

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonArray(value: Json | undefined): value is JsonArray {
  return Array.isArray(value);
}
