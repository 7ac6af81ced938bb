import { isJsonArray, isJsonObject, type Json } from '../json/json.ts';
import { describeValue, ExpressionError } from './expression-error.ts';
import type { FunctionParam, FunctionSpec, ValueType } from './function-spec.ts';

/** How many arguments a function takes; `most` is infinite where the last one repeats. */
export function arityOf(spec: FunctionSpec): { readonly least: number; readonly most: number } {
  const rest = spec.params.some((param) => param.rest);
  const least = spec.params.filter((param) => !param.optional && !param.rest).length;
  return { least, most: rest ? Number.POSITIVE_INFINITY : spec.params.length };
}

// biome-ignore lint/suspicious/noExplicitAny: the one border between checked JSON values and typed functions.
type Plain = (...args: any[]) => Json;

/** `text: string`, `list?: array`, `...numbers: number`, `text: string|null`. */
function param(text: string): FunctionParam {
  const found = /^(\.\.\.)?(\w+)(\?)?: (\w+)(\|null)?$/.exec(text);
  if (!found?.[2] || !found[4]) throw new Error(`Bad parameter "${text}".`);
  return {
    name: found[2],
    type: found[4] as ValueType,
    ...(found[3] ? { optional: true } : {}),
    ...(found[5] ? { nullable: true } : {}),
    ...(found[1] ? { rest: true } : {}),
  };
}

/** A function's entry in the library, from its signature as text. */
export function define(
  name: string,
  signature: readonly string[],
  returns: ValueType,
  plain: Plain,
  doc: string,
): readonly [string, FunctionSpec] {
  const params = signature.map(param);
  const spec: FunctionSpec = {
    name,
    doc,
    params,
    returns,
    apply: (args) => {
      check(spec, args);
      // Null for an optional parameter means that it is left out, unless the parameter takes any value.
      return plain(...args.map((value, index) => (value === null && leftOut(params[index]) ? undefined : value)));
    },
  };
  return [name, spec];
}

function leftOut(declared: FunctionParam | undefined): boolean {
  return declared?.optional === true && declared.type !== 'any';
}

function check(spec: FunctionSpec, args: readonly Json[]): void {
  const { least, most } = arityOf(spec);
  if (args.length < least || args.length > most) {
    const wants =
      least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
    throw new ExpressionError(
      `${spec.name} takes ${wants} argument${wants === '1' ? '' : 's'}, but got ${args.length}.`,
    );
  }
  args.forEach((value, index) => {
    const expected = spec.params[Math.min(index, spec.params.length - 1)];
    if (!expected || (value === null && (expected.nullable || expected.optional)) || isOfType(value, expected.type))
      return;
    throw new ExpressionError(
      `${spec.name} needs ${expected.type === 'any' ? 'a value' : expected.type} for "${expected.name}", but got ${describeValue(value)}.`,
    );
  });
}

function isOfType(value: Json, type: ValueType): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'string':
    case 'date':
    case 'instant':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return isJsonArray(value);
    case 'object':
      return isJsonObject(value);
    case 'null':
      return value === null;
  }
}
