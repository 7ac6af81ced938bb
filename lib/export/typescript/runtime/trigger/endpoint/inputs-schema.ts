import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { DeclaredInput } from '../../resolve-inputs.ts';

/**
 * One schema for all inputs together. Those with a default may be left out; others than these are refused.
 * @param at JSON pointer of the place where the schema will stand in its document: `#`, `#/components/schemas/Inputs`.
 *   References inside an input's schema start from there.
 */
export function inputsSchema(inputs: readonly DeclaredInput[], at: string): JsonObject {
  const properties = inputs.map(({ name, schema, description, default: value }): [string, JsonObject] => [
    name,
    {
      ...moveReferences(schema, `${at}/properties/${name}`),
      ...(description === undefined ? {} : { description }),
      ...(value === undefined ? {} : { default: value }),
    },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: inputs.filter((input) => input.default === undefined).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** Members of a schema that hold data and no schemas. */
const DATA = new Set(['const', 'default', 'enum', 'examples']);

function moveReferences<Part extends Json>(part: Part, to: string): Part;
function moveReferences(part: Json, to: string): Json {
  if (Array.isArray(part)) return part.map((each) => moveReferences(each, to));
  if (!isJsonObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      if (DATA.has(key)) return [key, value];
      if (key === '$ref' && typeof value === 'string' && /^#(?:\/|$)/.test(value)) return [key, to + value.slice(1)];
      return [key, moveReferences(value, to)];
    }),
  );
}
