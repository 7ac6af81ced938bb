import { isRecord } from '../untrusted-json.ts';

/** An own member of an object, whatever the object is. */
export function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
