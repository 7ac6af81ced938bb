import { isJsonArray, isJsonObject, type Json, type JsonSchema } from '#core/json/json.ts';

/**
 * A tool's schema as the form library reads it (draft 7 with `$defs`): tuples move from `prefixItems` to `items`, nullable
 * scalars become the scalar, and what names a dialect or another document is dropped. Only for drawing the form;
 * arguments are checked against the schema as it came.
 */
export function formSchema(schema: JsonSchema): JsonSchema {
  const adapted = adapt(schema, 0);
  return isJsonObject(adapted) ? { type: 'object', ...adapted } : { type: 'object' };
}

/** Member of a drawn schema that holds the titles of its `enum`, in the same order. */
export const TITLES = 'x-tracewright-titles';

interface Choice {
  readonly value: Json;
  readonly title: string;
}

/** One of several constants, each with a title: written with `oneOf`, or with `enumNames` as it was done before. */
function choicesOf({ oneOf, anyOf, enum: values, enumNames }: JsonSchema): readonly Choice[] | null {
  if (isJsonArray(values)) {
    return isJsonArray(enumNames)
      ? values.map((value, index) => ({ value, title: String(enumNames[index] ?? value) }))
      : null;
  }
  const members = oneOf ?? anyOf;
  if (!isJsonArray(members) || members.length === 0) return null;
  const choices = members.flatMap((member) => {
    const { const: value, title } = isJsonObject(member) ? member : {};
    return value === undefined || typeof value === 'object' ? [] : [{ value, title: String(title ?? value) }];
  });
  return choices.length === members.length ? choices : null;
}

/** Deeper than people write; a hostile schema must not hang the page. */
const DEEPEST = 40;

function adapt(value: Json, depth: number): Json {
  if (depth > DEEPEST) return {};
  if (isJsonArray(value)) return value.map((item) => adapt(item, depth + 1));
  if (!isJsonObject(value)) return value;
  const adapted: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === '$schema' || key === '$id' || key === '$anchor' || key === '$comment') continue;
    if (key === '$ref' && typeof member === 'string' && !member.startsWith('#')) continue;
    // Values, not schemas: they stay as they are.
    adapted[key] =
      key === 'default' || key === 'enum' || key === 'const' || key === 'examples' ? member : adapt(member, depth + 1);
  }
  if (isJsonArray(adapted.prefixItems)) {
    const rest = adapted.items;
    adapted.items = adapted.prefixItems;
    if (rest !== undefined) adapted.additionalItems = rest;
    delete adapted.prefixItems;
  }
  const choices = choicesOf(adapted);
  if (choices) {
    for (const key of ['oneOf', 'anyOf', 'enumNames']) delete adapted[key];
    adapted.enum = choices.map(({ value }) => value);
    adapted[TITLES] = choices.map(({ title }) => title);
  }
  const { type } = adapted;
  if (isJsonArray(type)) {
    const kinds = type.filter((kind) => kind !== 'null');
    const [only] = kinds;
    if (kinds.length === 1 && only !== undefined) adapted.type = only;
  }
  return adapted;
}
