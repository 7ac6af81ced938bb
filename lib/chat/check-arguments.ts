import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isJsonArray, isJsonObject, type Json, type JsonObject, type JsonSchema } from '#core/json/json.ts';

const MAX_DEPTH = 32;
const MAX_SUBSCHEMAS = 2_000;

/**
 * What is wrong with a model's arguments, as one sentence it can act on; `null` where they fit. A schema that cannot be
 * judged here (too deep, too large, references that leave it) passes: the server checks its own input in any case.
 * Patterns are not tried, because a server's regular expression could stall the studio.
 */
export function checkArguments(schema: JsonSchema, args: JsonObject): string | null {
  const counted = { left: MAX_SUBSCHEMAS };
  const safe = withoutPatterns(schema, 0, counted);
  if (safe === undefined || !isJsonObject(safe)) return null;
  let errors: readonly OutputUnit[];
  try {
    // The validator's own type wants a mutable schema; it does not change it.
    const result = new Validator(safe as Schema, '2020-12', false).validate(args);
    if (result.valid) return null;
    errors = result.errors;
  } catch {
    return null;
  }
  return `The arguments do not fit the tool's input schema: ${explain(errors, schema, args)}`;
}

function explain(errors: readonly OutputUnit[], schema: JsonSchema, args: JsonObject): string {
  // The outer errors only say that an inner one exists.
  const leaves = errors.filter((error) => !['properties', 'items', 'allOf', '$ref', 'if'].includes(error.keyword));
  const told = (leaves.length > 0 ? leaves : errors).slice(0, 4).map((error) => {
    const place = error.instanceLocation.replace(/^#\/?/, '').replaceAll('/', '.');
    return place === '' ? error.error : `${place}: ${error.error}`;
  });
  const known = isJsonObject(schema.properties) ? Object.keys(schema.properties) : [];
  const unknown = Object.keys(args).filter((name) => !known.includes(name));
  const hint = known.length > 0 && unknown.length > 0 ? ` It takes: ${known.join(', ')}.` : '';
  return `${told.join(' ')}${hint}`;
}

/** The schema without anything that needs a regular expression of the server; undefined where it is out of bounds. */
function withoutPatterns(value: Json, depth: number, counted: { left: number }): Json | undefined {
  if (depth > MAX_DEPTH || counted.left-- <= 0) return undefined;
  if (isJsonArray(value)) {
    const items = value.map((item) => withoutPatterns(item, depth + 1, counted));
    return items.includes(undefined) ? undefined : items.filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  const members: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (key === 'pattern' && typeof member === 'string') continue;
    if (key === 'patternProperties' && isJsonObject(member)) continue;
    if ((key === '$schema' || key === '$id') && typeof member === 'string') continue;
    // With its patterns gone, "nothing else is allowed" would refuse the very members they allow.
    if (key === 'additionalProperties' && isJsonObject(value.patternProperties)) continue;
    const kept = withoutPatterns(member, depth + 1, counted);
    if (kept === undefined) return undefined;
    members.push([key, kept]);
  }
  return Object.fromEntries(members);
}
