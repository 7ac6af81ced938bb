import { type OutputUnit, type Schema, type SchemaDraft, Validator } from '@cfworker/json-schema';
import { isJsonObject, type Json, type JsonPath, type JsonSchema } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';

/** Why a value does not fit a schema, at one place of the value. */
export interface SchemaProblem {
  readonly path: JsonPath;
  /** What is wrong and what would fit, without the place: `must be one of "open", "closed"`. */
  readonly message: string;
}

/**
 * Checks a value against a JSON Schema of any draft, by interpreting it: nothing is compiled, so it works under a
 * Content-Security-Policy without eval. A schema that cannot be understood (foreign `$ref`, broken pattern) finds no
 * problems: then the server is the judge.
 */
export function schemaProblems(schema: JsonSchema, value: Json): readonly SchemaProblem[] {
  let errors: readonly OutputUnit[];
  try {
    errors = new Validator(schema as Schema, draftOf(schema), false).validate(value).errors;
  } catch {
    return [];
  }
  const problems = errors.flatMap((error) => explain(error, schema, value));
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${formatPath(problem.path)}\n${problem.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function fitsSchema(schema: JsonSchema, value: Json): boolean {
  try {
    return new Validator(schema as Schema, draftOf(schema)).validate(value).valid;
  } catch {
    return false;
  }
}

function draftOf(schema: JsonSchema): SchemaDraft {
  const dialect = typeof schema.$schema === 'string' ? schema.$schema : '';
  if (dialect.includes('draft-04')) return '4';
  if (/draft-0[67]/.test(dialect)) return '7';
  return dialect.includes('2019-09') ? '2019-09' : '2020-12';
}

/** Keywords that only say that something below them failed; that something speaks for itself. */
const containers = new Set([
  'properties',
  'items',
  'prefixItems',
  'additionalItems',
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'allOf',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'patternProperties',
  'unevaluatedItems',
  'false',
]);

function explain(error: OutputUnit, schema: JsonSchema, value: Json): readonly SchemaProblem[] {
  const { keyword, keywordLocation } = error;
  // What failed inside one branch of a choice is not the user's problem; that no branch fits is.
  if (containers.has(keyword) || /\/(anyOf|oneOf|not)\/./.test(keywordLocation)) return [];
  const path = pointerPath(error.instanceLocation, value);
  const limit = schemaAt(schema, keywordLocation);
  switch (keyword) {
    case 'required': {
      const missing = /required property "(.*)"\.$/.exec(error.error)?.[1];
      return missing === undefined ? [] : [{ path: [...path, missing], message: 'is required' }];
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const extra = /^Property "(.*)" does not match/.exec(error.error)?.[1];
      // A declared member whose own check failed is reported as additional too; where a schema stands, it speaks itself.
      const declared = schemaAt(schema, keywordLocation.replace(/[^/]*$/, 'properties'));
      const known = extra !== undefined && isJsonObject(declared) && Object.hasOwn(declared, extra);
      return extra === undefined || known || limit !== false
        ? []
        : [{ path: [...path, extra], message: 'is not a member that this tool knows' }];
    }
    case 'type':
      return [
        {
          path,
          message: `must be ${Array.isArray(limit) ? limit.map(withArticle).join(' or ') : withArticle(String(limit))}`,
        },
      ];
    case 'enum':
      return [
        {
          path,
          message: `must be one of ${Array.isArray(limit) ? limit.map((item) => JSON.stringify(item)).join(', ') : 'the listed values'}`,
        },
      ];
    case 'const':
      return [{ path, message: `must be ${JSON.stringify(limit)}` }];
    case 'anyOf':
    case 'oneOf':
      return [{ path, message: 'fits none, or more than one, of the forms that the tool accepts here' }];
    case 'minLength':
      return [{ path, message: limit === 1 ? 'must not be empty' : `must have at least ${limit} characters` }];
    case 'maxLength':
      return [{ path, message: `must have at most ${limit} characters` }];
    case 'minimum':
      return [{ path, message: `must be at least ${limit}` }];
    case 'maximum':
      return [{ path, message: `must be at most ${limit}` }];
    case 'exclusiveMinimum':
      return [{ path, message: `must be more than ${limit}` }];
    case 'exclusiveMaximum':
      return [{ path, message: `must be less than ${limit}` }];
    case 'minItems':
      return [{ path, message: `must have at least ${limit} items` }];
    case 'maxItems':
      return [{ path, message: `must have at most ${limit} items` }];
    case 'pattern':
      return [{ path, message: `must match ${limit}` }];
    case 'format':
      return [{ path, message: `must be a valid ${limit}` }];
    default:
      return [{ path, message: error.error }];
  }
}

const withArticle = (type: string): string =>
  /^(array|object|integer)$/.test(type) ? `an ${type}` : type === 'null' ? 'null' : `a ${type}`;

/** The part of the schema that a keyword location such as `#/properties/a/minimum` names, if it is not behind a `$ref`. */
function schemaAt(schema: JsonSchema, location: string): Json | undefined {
  let at: Json | undefined = schema;
  for (const step of location.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) return undefined;
    const key = unescapePointer(step);
    const parent: object = at;
    at = Object.hasOwn(parent, key) ? (parent as Record<string, Json>)[key] : undefined;
    const reference: Json | undefined =
      typeof at === 'string' && key === '$ref' && at.startsWith('#') ? schemaAt(schema, at) : undefined;
    if (reference !== undefined) at = reference;
  }
  return at;
}

function pointerPath(pointer: string, value: Json): JsonPath {
  let at: Json | undefined = value;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = unescapePointer(step);
      const index = Array.isArray(at) ? Number(key) : key;
      at = typeof at === 'object' && at !== null ? (at as Record<string | number, Json>)[index] : undefined;
      return index;
    });
}

function unescapePointer(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}
