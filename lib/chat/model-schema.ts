import { isJsonArray, isJsonObject, type Json, type JsonObject, type JsonSchema } from '#core/json/json.ts';

/** Members that say nothing to a model or that providers refuse. */
const DROPPED = new Set(['$schema', '$id', '$comment', '$anchor', '$dynamicAnchor', '$vocabulary', 'x-mcp-header']);

/** Deeper than this a schema is opened up: the model may send anything there, the server still checks. */
const MAX_DEPTH = 24;
/** Written-out references can grow without end (each level naming the next twice); past this many the rest is opened. */
const MAX_SUBSCHEMAS = 2_000;
const MAX_DESCRIPTION = 2_000;

/** The schema that a model is shown, and how to turn what it sends back into the tool's arguments. */
export interface ModelSchema {
  readonly schema: JsonSchema;
  readonly unwrap: (sent: JsonObject) => JsonObject;
}

const same = (sent: JsonObject): JsonObject => sent;

/**
 * A copy of a tool's input schema that every provider accepts: an object at the root with `properties`, no network
 * `$ref`, local references written out (servers of local models ignore them), recursion and great depth opened up.
 * A root that is a choice (`anyOf`, `oneOf`, `allOf`) is wrapped in `{input: …}`, which `unwrap` takes off again.
 * The stored schema is never changed; arguments are checked against that one.
 */
export function modelSchema(original: JsonSchema): ModelSchema {
  const copied = copy(original, { root: original, open: [], depth: 0, budget: { left: MAX_SUBSCHEMAS } });
  const root = isJsonObject(copied) ? copied : {};
  if (root.anyOf !== undefined || root.oneOf !== undefined || root.allOf !== undefined) {
    return {
      schema: { type: 'object', properties: { input: root }, required: ['input'] },
      unwrap: (sent) => (isJsonObject(sent.input) ? sent.input : sent),
    };
  }
  const properties = isJsonObject(root.properties) ? root.properties : {};
  return { schema: { ...root, type: 'object', properties }, unwrap: same };
}

interface Place {
  readonly root: JsonSchema;
  /** References that are being written out here; meeting one again is recursion. */
  readonly open: readonly string[];
  readonly depth: number;
  /** Shared by the whole copy and counted down. */
  readonly budget: { left: number };
}

function copy(value: Json, place: Place): Json {
  if (value === true || value === false) return {};
  if (isJsonArray(value)) return value.map((item) => (isJsonObject(item) ? copy(item, deeper(place)) : item));
  if (!isJsonObject(value)) return value;
  if (place.depth > MAX_DEPTH || place.budget.left-- <= 0) return {};
  if (typeof value.$ref === 'string') return copyReference(value.$ref, value, place);
  const members = Object.entries(value).flatMap(([key, member]) => {
    if (DROPPED.has(key) || key === '$defs' || key === 'definitions') return [];
    const written = copyMember(key, member, place);
    return written === undefined ? [] : [[key, written] as const];
  });
  return Object.fromEntries(members);
}

function copyReference(reference: string, value: JsonObject, place: Place): Json {
  const target = localTarget(reference, place.root);
  const described: JsonObject = typeof value.description === 'string' ? { description: value.description } : {};
  if (target === undefined || place.open.includes(reference)) return described;
  const written = copy(target, { ...deeper(place), open: [...place.open, reference] });
  return isJsonObject(written) ? { ...written, ...described } : written;
}

function copyMember(key: string, member: Json, place: Place): Json | undefined {
  switch (key) {
    case 'properties':
    case 'patternProperties':
    case 'dependentSchemas': {
      if (!isJsonObject(member)) return undefined;
      return Object.fromEntries(Object.entries(member).map(([name, schema]) => [name, copy(schema, deeper(place))]));
    }
    case 'additionalProperties':
      return typeof member === 'boolean' ? member : copy(member, deeper(place));
    case 'const':
      return member;
    case 'enum':
    case 'required':
    case 'default':
    case 'type':
      return member;
    case 'examples':
      return JSON.stringify(member).length > 500 ? undefined : member;
    case 'description':
      return typeof member === 'string' && member.length > MAX_DESCRIPTION
        ? `${member.slice(0, MAX_DESCRIPTION)} …`
        : member;
    default:
      return isJsonObject(member) || isJsonArray(member) ? copy(member, deeper(place)) : member;
  }
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

/** What `#/…` points at within `root`; nothing for references that leave the document. */
function localTarget(reference: string, root: JsonSchema): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  let value: Json | undefined = root;
  for (const part of reference
    .slice(1)
    .split('/')
    .filter((piece) => piece !== '')) {
    const key = decodePart(part);
    if (isJsonArray(value)) value = value[Number(key)];
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

function decodePart(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
