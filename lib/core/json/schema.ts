import * as z from 'zod';
import type { Json, JsonObject } from './json.ts';
import { formatPath } from './path.ts';

/** Nesting beyond this is refused: a walk over the value must never end in a stack overflow. */
export const MAX_DEPTH = 200;

/** Any JSON value, checked by one loop without recursion, so that hostile nesting cannot exhaust the stack. */
export const jsonValueSchema = z.custom<Json>(isJson, 'is no JSON value, or is nested too deeply');

export const jsonObjectSchema = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value),
  'must be a JSON object that is not nested too deeply',
);

/** Whether a value is plain JSON of at most `MAX_DEPTH` levels. */
export function isJson(root: unknown): root is Json {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { value, depth } = entry;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') continue;
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    if (typeof value !== 'object' || depth >= MAX_DEPTH) return false;
    for (const member of Object.values(value)) open.push({ value: member, depth: depth + 1 });
  }
  return true;
}

/** The first problem of a zod error as one line: `calls[3].args must be a JSON object`. */
export function oneLineError(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'it has not the right form.';
  const path = formatPath(issue.path.map((key) => (typeof key === 'number' ? key : String(key))));
  const message = issue.message.replace(/\s+/g, ' ').replace(/^Invalid input: /, '');
  return `${path === '' ? 'the document' : path}: ${message}${/[.!?]$/.test(message) ? '' : '.'}`;
}
