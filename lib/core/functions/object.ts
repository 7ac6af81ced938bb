import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { describeValue, ExpressionError } from './expression-error.ts';
import { toText } from './table.ts';

type Obj = JsonObject | null | undefined;

export function keys(object: Obj): string[] {
  return Object.keys(object ?? {});
}

export function values(object: Obj): Json[] {
  return Object.values(object ?? {});
}

/** `[{key, value}]`, in the object's order. */
export function entries(object: Obj): { key: string; value: Json }[] {
  return Object.entries(object ?? {}).map(([key, value]) => ({ key, value }));
}

/** One object with the members of all; later ones win. */
export function merge(...objects: readonly Obj[]): JsonObject {
  return fromPairs(objects.flatMap((object) => Object.entries(object ?? {})));
}

/** Only the named members, in the order of the names; missing ones are left out. */
export function pick(object: Obj, names: readonly string[]): JsonObject {
  const wrong = names.find((name) => typeof name !== 'string');
  if (wrong !== undefined) throw new ExpressionError(`pick needs names, but got ${describeValue(wrong)}.`);
  return fromPairs(
    names.flatMap((name) => (object && Object.hasOwn(object, name) ? [[name, object[name] ?? null]] : [])),
  );
}

/** Records by the text of their member `key`; the last of equal keys stays. */
export function indexBy(list: readonly Json[] | null | undefined, key: string): JsonObject {
  return fromPairs(
    (list ?? []).map((item) => {
      if (!isJsonObject(item)) throw new ExpressionError(`indexBy needs records, but got ${describeValue(item)}.`);
      return [toText(member(item, key)), item];
    }),
  );
}

/** The member called `key`, else null; for keys that are data. */
export function member(object: Obj, key: string): Json {
  return object && Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}

/** `Object.fromEntries` makes own members of every name, `__proto__` included. */
function fromPairs(pairs: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(pairs);
}
