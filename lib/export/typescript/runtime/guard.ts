import { MissingValue } from './failures.ts';

const GUARDED = new WeakMap<object, object>();

/**
 * The same data, but reading a member or an item that is not there throws `MissingValue` with its path instead of
 * giving `undefined`. So a server that leaves something out stops the run; it never turns into a wrong call.
 */
export function guard<T>(data: T, path = ''): T {
  if (typeof data !== 'object' || data === null) return data;
  const known = GUARDED.get(data);
  if (known) return known as T;
  const guarded = new Proxy(data, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || ASKED_BY_LANGUAGE.has(key) || (Array.isArray(target) && !isIndex(key))) {
        return Reflect.get(target, key, receiver);
      }
      const place = isIndex(key) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      if (!Object.hasOwn(target, key)) throw new MissingValue(`The server did not send "${place}".`);
      return guard(Reflect.get(target, key, receiver), place);
    },
  });
  GUARDED.set(data, guarded);
  return guarded as T;
}

/** JSON.stringify and await look for these on everything. */
const ASKED_BY_LANGUAGE = new Set(['toJSON', 'then']);

function isIndex(key: string): boolean {
  return /^(?:0|[1-9][0-9]*)$/.test(key);
}
