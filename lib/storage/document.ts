import { gunzipSync, gzipSync } from 'node:zlib';

/** Documents longer than this are packed: the way to the embedded database is slow for megabytes. */
const PACKED_FROM = 1_000_000;
/** No JSON begins like this. */
const PACKED = 'gzip:';

/**
 * Documents are our own values, written as JSON text and read back unchanged (docs/decisions/0003); long ones are packed
 * on the way. Reading trusts the type because only `writeDocument` of the same type ever writes the column: the one
 * proven border where a cast stands.
 */
export function readDocument<Value>(text: string): Value {
  return JSON.parse(text.startsWith(PACKED) ? unpacked(text) : text) as Value;
}

export function writeDocument(value: object | string | number | boolean | null): string {
  const text = JSON.stringify(value);
  return text.length < PACKED_FROM ? text : PACKED + gzipSync(text, { level: 1 }).toString('base64');
}

function unpacked(text: string): string {
  return gunzipSync(Buffer.from(text.slice(PACKED.length), 'base64')).toString('utf8');
}
