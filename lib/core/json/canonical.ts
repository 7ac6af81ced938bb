import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';

/** One text for equal values: members sorted by code unit, no spaces. Used for hashes, keys and equality. */
export function canonicalJson(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  let text = '{';
  for (const name of sortedNames(value)) {
    const member = value[name];
    if (member === undefined) continue;
    text += `${text.length === 1 ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

/** Most objects have one member, or have them in order: sorting costs more than looking. */
function sortedNames(object: JsonObject): readonly string[] {
  const names = Object.keys(object);
  for (let at = 1; at < names.length; at += 1) if ((names[at - 1] ?? '') > (names[at] ?? '')) return names.sort();
  return names;
}
