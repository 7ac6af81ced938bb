import { isJsonObject, type Json, type JsonSchema } from '#core/json/json.ts';

/** What a server asks for, as the form draws it: a list of listed values is a set of them, each chosen or not. */
export function questionSchema(schema: JsonSchema): JsonSchema {
  if (!isJsonObject(schema.properties)) return schema;
  const properties = Object.entries(schema.properties).map(([name, member]): [string, Json] => [name, asSet(member)]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function asSet(member: Json): Json {
  if (!isJsonObject(member) || member.type !== 'array' || !isJsonObject(member.items)) return member;
  const { items } = member;
  const listed = items.enum ?? items.anyOf ?? items.oneOf;
  return listed === undefined ? member : { ...member, uniqueItems: true };
}
