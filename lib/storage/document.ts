/**
 * Documents are our own values, written as JSON text and read back unchanged (docs/decisions/0003). Reading trusts the
 * type because only `writeDocument` of the same type ever writes the column: the one proven border where a cast stands.
 */
export function readDocument<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}

export function writeDocument(value: object | string | number | boolean | null): string {
  return JSON.stringify(value);
}
