import { isJsonArray, isJsonObject, type Json } from '#core/json/json.ts';
import { arrayOf, BOOLEAN, INTEGER, NULL, NUMBER, STRING, type Type, UNKNOWN, unionOf } from './type.ts';

const DEEPEST = 6;
const MOST_ITEMS = 200;
const MOST_MEMBERS = 60;

/**
 * The type that recorded values show, for tools without an output schema. A member that only some records have is
 * declared all the same: reading it where it is missing fails at run time with its path, as in the studio.
 */
export function typeOfValues(values: readonly Json[], depth = 0): Type {
  if (depth > DEEPEST || values.length === 0) return UNKNOWN;
  const lists = values.filter(isJsonArray);
  const records = values.filter(isJsonObject);
  const kinds: Type[] = [];
  if (lists.length > 0) kinds.push(arrayOf(typeOfValues(lists.flat().slice(0, MOST_ITEMS), depth + 1)));
  if (records.length > 0) kinds.push(typeOfRecords(records, depth));
  for (const value of values) {
    if (typeof value === 'string') kinds.push(STRING);
    else if (typeof value === 'number') kinds.push(Number.isInteger(value) ? INTEGER : NUMBER);
    else if (typeof value === 'boolean') kinds.push(BOOLEAN);
    else if (value === null) kinds.push(NULL);
    if (kinds.length > 8) break;
  }
  // Nothing but null was seen: that says that there may be none, and not what else there may be.
  return kinds.every((kind) => kind === NULL) ? UNKNOWN : unionOf(kinds);
}

function typeOfRecords(records: readonly Readonly<Record<string, Json>>[], depth: number): Type {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (names.length > MOST_MEMBERS) return UNKNOWN;
  return {
    kind: 'object',
    members: names.map((name) => ({
      name,
      optional: false,
      type: typeOfValues(
        records.flatMap((record) => (Object.hasOwn(record, name) ? [record[name] ?? null] : [])).slice(0, MOST_ITEMS),
        depth + 1,
      ),
    })),
  };
}
