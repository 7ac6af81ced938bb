import { resolveInputs } from '#core/execution/resolve-inputs.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import type { Input, Workflow } from '#core/workflow/workflow.ts';
import { UsageError } from './command.ts';

/**
 * Values of `--input name=value`. A text input takes the value as it stands; for any other type it is JSON. The values
 * are checked here, defaults included, so that a run never begins with inputs that cannot work.
 */
export function readInputs(workflow: Workflow, given: readonly string[]): JsonObject {
  const values = Object.fromEntries(given.map((pair) => readPair(workflow, pair)));
  const resolved = resolveInputs(workflow.inputs, values, 'input');
  if (!resolved.ok) throw new UsageError(resolved.problem);
  return values;
}

function readPair(workflow: Workflow, pair: string): [string, Json] {
  const at = pair.indexOf('=');
  if (at <= 0) throw new UsageError(`--input takes name=value, but got "${pair}".`);
  const name = pair.slice(0, at);
  const text = pair.slice(at + 1);
  const input = workflow.inputs.find((candidate) => candidate.name === name);
  return [name, input && !takesText(input) ? readJson(name, text) : text];
}

function takesText(input: Input): boolean {
  const { type } = input.schema;
  if (type === undefined) return input.default === undefined || typeof input.default === 'string';
  return type === 'string' || (Array.isArray(type) && type.includes('string'));
}

function readJson(name: string, text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--input ${name} takes JSON, but "${text}" is none.`);
  }
}
