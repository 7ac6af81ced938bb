import type { Json, JsonObject, JsonSchema } from '#core/json/json.ts';
import { schemaProblem } from './check-schema.ts';

/** What is declared of one input or setting. */
export interface DeclaredInput {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly default?: Json;
  readonly description?: string;
}

/** Fills in defaults and checks every value against its schema. Throws one line that says what is wrong. */
export function resolveInputs(
  declared: readonly DeclaredInput[],
  given: JsonObject,
  kind: 'input' | 'setting',
): JsonObject {
  const names = declared.map((input) => input.name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const known = names.length === 0 ? 'None is declared.' : `Declared: ${names.join(', ')}.`;
    throw new Error(`There is no ${kind} "${unknown}". ${known}`);
  }
  const values: Record<string, Json> = {};
  for (const { name, schema, default: fallback } of declared) {
    const value = Object.hasOwn(given, name) ? given[name] : fallback;
    if (value === undefined) throw new Error(`The ${kind} "${name}" has no value and no default.`);
    const problem = schemaProblem(value, schema);
    if (problem !== null) throw new Error(`The ${kind} "${name}" does not fit: ${problem}`);
    values[name] = value;
  }
  return values;
}

/** A value as written on a command line: text where the input is text, JSON otherwise. */
export function parseInput(declared: readonly DeclaredInput[], name: string, text: string): Json {
  const type = declared.find((input) => input.name === name)?.schema.type;
  if (type === 'string') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
