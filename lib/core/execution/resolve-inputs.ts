import type { Json, JsonObject } from '../json/json.ts';
import type { Input } from '../workflow/workflow.ts';
import { schemaProblem } from './check-schema.ts';

/** Values for all declared inputs, or why a run cannot begin with what was given. */
export type ResolvedInputs =
  | { readonly ok: true; readonly values: JsonObject }
  | { readonly ok: false; readonly problem: string };

/** Fills in defaults and checks every value against its schema. `kind` is the word for messages. */
export function resolveInputs(
  declared: readonly Input[],
  given: JsonObject,
  kind: 'input' | 'setting',
): ResolvedInputs {
  const names = declared.map((input) => input.name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const known = names.length === 0 ? 'None is declared.' : `Declared: ${names.join(', ')}.`;
    return { ok: false, problem: `There is no ${kind} "${unknown}". ${known}` };
  }
  const values: Record<string, Json> = {};
  for (const input of declared) {
    const value = Object.hasOwn(given, input.name) ? given[input.name] : input.default;
    if (value === undefined) return { ok: false, problem: `${kind} "${input.name}" has no value and no default.` };
    const problem = schemaProblem(value, input.schema);
    if (problem !== null) return { ok: false, problem: `${kind} "${input.name}" does not fit: ${problem}` };
    values[input.name] = value;
  }
  return { ok: true, values };
}
