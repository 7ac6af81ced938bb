import type { ValueType } from '../functions/function-spec.ts';
import { FUNCTIONS } from '../functions/functions.ts';
import { isJsonArray, isJsonObject, type Json, type JsonSchema } from '../json/json.ts';
import type { Expr, Input, Workflow } from './workflow.ts';

/** The type that an expression has whatever runs, as far as it can be told without running; `any` where it cannot. */
export function staticType(expr: Expr, workflow: Workflow): ValueType {
  switch (expr.$) {
    case 'lit':
      return typeOfValue(expr.value);
    case 'ref':
      return expr.of === 'input'
        ? typeOfInput(workflow.inputs, expr.id)
        : expr.of === 'config'
          ? typeOfInput(workflow.config ?? [], expr.id)
          : 'any';
    case 'run':
    case 'text':
      return 'string';
    case 'obj':
      return 'object';
    case 'arr':
    case 'sort':
      return 'array';
    case 'fn':
      return plainType(Object.hasOwn(FUNCTIONS, expr.name) ? (FUNCTIONS[expr.name]?.returns ?? 'any') : 'any');
    case 'over':
      if (expr.op === 'some' || expr.op === 'every') return 'boolean';
      return expr.op === 'find' || expr.op === 'only' ? 'any' : 'array';
    case 'cond': {
      const [yes, no] = [staticType(expr.then, workflow), staticType(expr.else, workflow)];
      return yes === no ? yes : 'any';
    }
    case 'get':
    case 'absent':
      return 'any';
  }
}

/** Whether a value of one type can stand where the other is wanted; `any` always can. */
export function fitsType(actual: ValueType, wanted: ValueType): boolean {
  const [a, b] = [plainType(actual), plainType(wanted)];
  return (
    a === 'any' || b === 'any' || a === b || (a === 'integer' && b === 'number') || (a === 'number' && b === 'integer')
  );
}

/** Types that a schema allows at its top, or `any` where it does not say. */
export function typesOfSchema(schema: JsonSchema): readonly ValueType[] {
  const named = isJsonArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  const types = named.filter((name): name is ValueType => typeof name === 'string' && SCHEMA_TYPES.has(name));
  return types.length === 0 ? ['any'] : types;
}

const SCHEMA_TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

export function typeOfValue(value: Json): ValueType {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'string' : 'boolean';
}

function typeOfInput(inputs: readonly Input[], name: string): ValueType {
  const input = inputs.find((candidate) => candidate.name === name);
  const types = input ? typesOfSchema(input.schema) : [];
  return types.length === 1 ? (types[0] ?? 'any') : 'any';
}

/** Dates and instants are texts. */
function plainType(type: ValueType): ValueType {
  return type === 'date' || type === 'instant' ? 'string' : type;
}
