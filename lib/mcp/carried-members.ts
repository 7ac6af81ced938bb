import type { JsonObject } from '#core/json/json.ts';
import { isRecord, jsonObject } from './untrusted-json.ts';

/**
 * Members of a listed entry that this program has no use for and that clients of a gateway may want: icons, annotations
 * of resources, and what is not invented yet. Kept beside the spec, not in it: a trace holds thousands of specs.
 */
const carried = new WeakMap<object, JsonObject>();

/** Tasks are between a client and a server that both speak of them; a gateway does not. */
const NOT_HANDED_ON = ['execution'];

/** Notes what `entry` has beside the members in `known`. A member of a wrong shape would spoil the whole list: it is left. */
export function carryMembers<Spec extends object>(spec: Spec, entry: unknown, known: readonly string[]): Spec {
  const members = Object.entries(jsonObject(entry) ?? {}).filter(
    ([key, value]) => !known.includes(key) && !NOT_HANDED_ON.includes(key) && hasRightShape(key, value),
  );
  if (members.length > 0) carried.set(spec, Object.fromEntries(members));
  return spec;
}

export function carriedMembers(spec: object): JsonObject {
  return carried.get(spec) ?? {};
}

function hasRightShape(key: string, value: unknown): boolean {
  if (key === 'icons')
    return Array.isArray(value) && value.every((icon) => isRecord(icon) && typeof icon.src === 'string');
  if (key === 'annotations') return isAnnotations(value);
  return true;
}

/** MCP's `Annotations` of resources: for whom, how important, how old. */
function isAnnotations(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { audience, priority, lastModified } = value;
  return (
    (audience === undefined ||
      (Array.isArray(audience) && audience.every((role) => role === 'user' || role === 'assistant'))) &&
    (priority === undefined || (typeof priority === 'number' && priority >= 0 && priority <= 1)) &&
    (lastModified === undefined || typeof lastModified === 'string')
  );
}
