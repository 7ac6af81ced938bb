import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';

export type ParsedArguments =
  | { readonly ok: true; readonly args: JsonObject }
  /** What is wrong with the text, in one sentence. */
  | { readonly ok: false; readonly problem: string };

export function writeArguments(args: JsonObject): string {
  return JSON.stringify(args, null, 2);
}

/** Arguments out of what a person typed; empty text means none. */
export function parseArguments(text: string): ParsedArguments {
  if (text.trim() === '') return { ok: true, args: {} };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return { ok: false, problem: `This is not JSON yet: ${error instanceof Error ? error.message : error}` };
  }
  return isJsonObject(value) ? { ok: true, args: value } : { ok: false, problem: 'Arguments are an object: { … }.' };
}
