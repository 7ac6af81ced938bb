import { Validator } from '@cfworker/json-schema';
import type { Json, JsonSchema } from '#core/json/json.ts';

/** What is wrong with a value under a schema, as one line; null where it fits. References stay inside the schema. */
export function schemaProblem(value: Json, schema: JsonSchema): string | null {
  const { valid, errors } = new Validator(JSON.parse(JSON.stringify(schema)), '2020-12').validate(value);
  if (valid) return null;
  // The last error is the innermost one, which is the one that says something.
  const error = errors.at(-1);
  const place = (error?.instanceLocation ?? '#').replace(/^#\/?/, '').replaceAll('/', '.');
  return `${place === '' ? 'the value' : place}: ${error?.error ?? 'does not fit the schema.'}`;
}
