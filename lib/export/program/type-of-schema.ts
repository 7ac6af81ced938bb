import { isJsonArray, isJsonObject, type Json, type JsonObject, type JsonSchema } from '#core/json/json.ts';
import {
  arrayOf,
  BOOLEAN,
  INTEGER,
  NULL,
  NUMBER,
  STRING,
  type Type,
  type TypeMember,
  UNKNOWN,
  unionOf,
} from './type.ts';

const DEEPEST = 8;
const MOST_MEMBERS = 60;

/**
 * The type that a JSON Schema describes. Schemas are untrusted: references are followed inside the schema only, and
 * whatever is too deep, too wide, recursive or not understood is `unknown`.
 *
 * @param use `result`: every declared member counts as there, because reading one that a server left out fails at run
 * time with its path. `arguments`: only required members must be given.
 */
export function typeOfSchema(schema: Json | undefined, use: 'arguments' | 'result'): Type {
  if (!isJsonObject(schema)) return UNKNOWN;
  return read(schema, { root: schema, use, depth: 0, references: [] });
}

interface Context {
  readonly root: JsonSchema;
  readonly use: 'arguments' | 'result';
  readonly depth: number;
  readonly references: readonly string[];
}

function read(schema: Json | undefined, context: Context): Type {
  if (!isJsonObject(schema) || context.depth > DEEPEST) return UNKNOWN;
  const deeper = { ...context, depth: context.depth + 1 };
  if (typeof schema.$ref === 'string') return readReference(schema.$ref, context);
  if (isLiteral(schema.const)) return literal(schema.const);
  if (isJsonArray(schema.enum)) return readEnum(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (isJsonArray(choices) && choices.length <= 12) return unionOf(choices.map((choice) => read(choice, deeper)));
  if (schema.allOf !== undefined || schema.not !== undefined || schema.if !== undefined) return UNKNOWN;
  if (isJsonArray(schema.type)) return unionOf(schema.type.map((type) => read({ ...schema, type }, deeper)));
  return withNull(schema, readType(schema, deeper));
}

function readType(schema: JsonObject, context: Context): Type {
  switch (schema.type) {
    case 'string':
      return STRING;
    case 'number':
      return NUMBER;
    case 'integer':
      return INTEGER;
    case 'boolean':
      return BOOLEAN;
    case 'null':
      return NULL;
    case 'array':
      return schema.prefixItems === undefined ? arrayOf(read(schema.items, context)) : UNKNOWN;
    default:
      return isJsonObject(schema.properties) && (schema.type === 'object' || schema.type === undefined)
        ? readObject(schema, schema.properties, context)
        : UNKNOWN;
  }
}

function readObject(schema: JsonObject, properties: JsonObject, context: Context): Type {
  const names = Object.keys(properties);
  if (names.length > MOST_MEMBERS) return UNKNOWN;
  const required = new Set(isJsonArray(schema.required) ? schema.required : []);
  const members: readonly TypeMember[] = names.map((name) => ({
    name,
    type: read(properties[name], context),
    optional: context.use === 'arguments' && !required.has(name),
    ...(context.use === 'result' && required.has(name) ? { promised: true } : {}),
  }));
  return { kind: 'object', members };
}

function readReference(reference: string, context: Context): Type {
  if (!reference.startsWith('#/') || context.references.includes(reference)) return UNKNOWN;
  let found: Json | undefined = context.root;
  for (const part of reference.slice(2).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return read(found, {
    ...context,
    depth: context.depth + 1,
    references: [...context.references, reference],
  });
}

function readEnum(values: readonly Json[]): Type {
  if (values.length === 0 || values.length > 24) return UNKNOWN;
  return unionOf(values.map((value) => (value === null ? NULL : isLiteral(value) ? literal(value) : UNKNOWN)));
}

function withNull(schema: JsonObject, type: Type): Type {
  return schema.nullable === true ? unionOf([type, NULL]) : type;
}

function isLiteral(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function literal(value: string | number | boolean): Type {
  return { kind: 'literal', value };
}
