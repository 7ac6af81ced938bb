import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isJsonArray, isJsonObject, type Json, type JsonSchema } from '../../json/json.ts';
import type { Finding } from '../finding.ts';
import { fitsType, typeOfValue, typesOfSchema } from '../static-type.ts';
import { callsOf } from '../walk.ts';
import type { Rule } from './rule.ts';

/**
 * Constants fit what the tool says of the parameter beyond its type: one of the allowed values, of the pattern, with the
 * members. A warning, because the schema is the server's word and the server itself decides.
 */
export const constantValues: Rule = ({ workflow, tools }) => {
  if (!tools) return [];
  return callsOf(workflow.body).flatMap(({ step, body, slot }): Finding[] => {
    const spec = tools.find(({ server, name }) => server === body.server && name === body.tool);
    const properties = isJsonObject(spec?.inputSchema.properties) ? spec.inputSchema.properties : {};
    return Object.entries(body.args).flatMap(([name, expr]): Finding[] => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (expr.$ !== 'lit' || !isJsonObject(schema)) return [];
      const problem = problemOf(expr.value, schema);
      if (problem === null) return [];
      const message = `Step "${step.id}" gives ${brief(expr.value)} for "${name}", ${problem}`;
      return [
        {
          rule: 'constant-values',
          severity: 'warning',
          message,
          place: { step: step.id, slot: [...slot, 'args', name] },
        },
      ];
    });
  });
};

/** What is wrong with a value under a schema; null where it fits, or where another rule speaks of its type. */
function problemOf(value: Json, schema: JsonSchema): string | null {
  if (!typesOfSchema(schema).some((type) => fitsType(typeOfValue(value), type))) return null;
  if (isJsonArray(schema.enum)) {
    const allowed = schema.enum.map(brief);
    return allowed.includes(brief(value)) ? null : `which must be one of: ${allowed.join(', ')}.`;
  }
  const error = firstError(value, schema);
  if (!error) return null;
  const place = error.instanceLocation.replace(/^#\/?/, '').replaceAll('/', '.');
  return `which does not fit its schema${place === '' ? '' : ` at ${place}`}: ${error.error}`;
}

/** The innermost error, which is the one that says something. A schema that cannot be read proves nothing. */
function firstError(value: Json, schema: JsonSchema): OutputUnit | undefined {
  try {
    const own: Schema = JSON.parse(JSON.stringify(schema));
    return new Validator(own, '2020-12').validate(value).errors.at(-1);
  } catch {
    return undefined;
  }
}

function brief(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
