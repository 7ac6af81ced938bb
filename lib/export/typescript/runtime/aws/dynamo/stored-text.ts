import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type DynamoTable, IS_NEW, type Item } from './dynamo-table.ts';

/** An item may have 400 KB in all; what is longer than this lies beside it, in parts. */
const LONGEST_TEXT = 64 * 1024;
const PART_BYTES = 256 * 1024;

const PART = 'part';

/**
 * A text as an attribute, however long: itself, or where it is long a note of the parts that were written before.
 * `null` where there is none.
 */
export async function storeText(table: DynamoTable, text: string | null): Promise<string | null> {
  if (text === null) return null;
  if (text.length <= LONGEST_TEXT) return `=${text}`;
  const packed = gzipSync(text);
  const name = randomUUID();
  const parts = Math.ceil(packed.length / PART_BYTES);
  for (let part = 0; part < parts; part += 1) {
    const bytes = packed.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await table.change({ kind: PART, id: `${name}/${part}` }, { set: { bytes }, when: IS_NEW });
  }
  return `@${name}/${parts}`;
}

/** What `storeText` was given. Throws where a part is gone. */
export async function readText(table: DynamoTable, stored: Item[string] | undefined): Promise<string | null> {
  if (typeof stored !== 'string') return null;
  if (stored.startsWith('=')) return stored.slice(1);
  const [name = '', count] = stored.slice(1).split('/');
  const parts = await Promise.all(
    Array.from({ length: Number(count) }, async (_, part) => {
      const bytes = (await table.get({ kind: PART, id: `${name}/${part}` }))?.bytes;
      if (!(bytes instanceof Uint8Array))
        throw new Error(`Part ${part} of ${count} of a long answer is gone (${name}).`);
      return bytes;
    }),
  );
  return gunzipSync(Buffer.concat(parts)).toString();
}
