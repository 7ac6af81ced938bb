import type { JsonObject } from '#core/json/json.ts';

/** What came out of `JSON.parse` is JSON, so an object is a JSON object. */
export function jsonObject(value: unknown): JsonObject | undefined {
  return isRecord(value) ? (value as JsonObject) : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
