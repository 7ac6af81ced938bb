import type { Json } from '#core/json/json.ts';

/** A body as JSON; `{}` where it is empty, undefined where it is no JSON. */
export function parseBody(body: Buffer): Json | undefined {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}
