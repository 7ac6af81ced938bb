import { isRecord } from './untrusted-json.ts';

/** RFC 9110 §5.1 `token`. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Keywords whose values are data, not schemas. */
const DATA = new Set(['default', 'const', 'enum', 'examples', 'required', 'x-mcp-header']);

/**
 * Whether a tool's `x-mcp-header` annotations keep the rules of 2026-07-28 (Streamable HTTP, "Schema Extension"): only
 * on properties reached through `properties` alone, of type string, integer or boolean, with header names that are
 * tokens and, in any case, different. A client must leave out tools that break them.
 */
export function hasValidHeaderAnnotations(inputSchema: unknown): boolean {
  const names = new Set<string>();
  return isValid(inputSchema, { reachable: true, isRoot: true }, names);
}

interface Place {
  readonly reachable: boolean;
  readonly isRoot: boolean;
}

function isValid(schema: unknown, place: Place, names: Set<string>): boolean {
  if (Array.isArray(schema)) return schema.every((branch) => isValid(branch, UNREACHABLE, names));
  if (!isRecord(schema)) return true;
  if (Object.hasOwn(schema, 'x-mcp-header') && !isValidAnnotation(schema, place, names)) return false;
  return Object.entries(schema).every(([keyword, value]) => {
    if (DATA.has(keyword)) return true;
    if (keyword !== 'properties' || !isRecord(value)) return isValid(value, UNREACHABLE, names);
    const property: Place = { reachable: place.reachable, isRoot: false };
    return Object.values(value).every((member) => isValid(member, property, names));
  });
}

const UNREACHABLE: Place = { reachable: false, isRoot: false };

function isValidAnnotation(schema: Readonly<Record<string, unknown>>, place: Place, names: Set<string>): boolean {
  const name = schema['x-mcp-header'];
  if (!place.reachable || place.isRoot || typeof name !== 'string' || !TOKEN.test(name)) return false;
  if (schema.type !== 'string' && schema.type !== 'integer' && schema.type !== 'boolean') return false;
  const key = name.toLowerCase();
  if (names.has(key)) return false;
  names.add(key);
  return true;
}
