import { isJsonArray, isJsonObject, type Json } from '../json/json.ts';

/** Members of a recorded answer by the name that a plan gives them, such as `get_export.status`. */
export type KnownMembers = ReadonlyMap<string, Json>;

/**
 * The members that `until` looked at when it took the recorded answer for the end of waiting; null where it did not.
 * A plan that cannot wait, because what it waits for does not exist yet, goes on as though they came out the same.
 */
export function endAsRecorded(
  name: string,
  answer: Json | undefined,
  until: (data: Json) => boolean,
): KnownMembers | null {
  if (answer === undefined) return null;
  const seen = new Map<string, Json>();
  try {
    return until(watched(name, answer, seen)) ? seen : null;
  } catch {
    // A condition that cannot be told of this answer says nothing about it.
    return null;
  }
}

/** What a plan says of a poll that it could not ask. */
export function notWaitedFor(tool: string, known: KnownMembers | null): string {
  const ending =
    known === null || known.size === 0
      ? 'how it ends is unknown'
      : `it is taken to end as recorded, with ${[...known].map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}; other numbers are the recorded ones`;
  return `${tool} was not asked: what it waits for does not exist before the changes above are made. What follows depends on it: ${ending}, and values written ‹…› are unknown.`;
}

/** The same data, which notes every text that is read from it. */
function watched(name: string, data: Json, seen: Map<string, Json>): Json {
  if (isJsonArray(data)) {
    const items: Json[] = [];
    for (const [at, item] of data.entries()) watch(items, String(at), { name: `${name}[${at}]`, value: item, seen });
    return items;
  }
  if (!isJsonObject(data)) return data;
  const members: Record<string, Json> = {};
  for (const [key, value] of Object.entries(data)) watch(members, key, { name: `${name}.${key}`, value, seen });
  return members;
}

function watch(
  holder: object,
  key: string,
  { name, value, seen }: { readonly name: string; readonly value: Json; readonly seen: Map<string, Json> },
): void {
  Object.defineProperty(holder, key, {
    enumerable: true,
    get: () => {
      if (typeof value === 'string') seen.set(name, value);
      return watched(name, value, seen);
    },
  });
}
