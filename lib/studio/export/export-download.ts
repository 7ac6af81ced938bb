import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { BundleRecord } from '#lib/storage/bundles.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { zipPath } from './export-prototype.ts';

/** The zip of a proved bundle, the very bytes that were proved. Throws a `StudioError` (not-found, conflict). */
export async function readBundleZip(
  studio: Studio,
  { prototypeId, bundleId }: { readonly prototypeId: string; readonly bundleId: string },
): Promise<{ readonly record: BundleRecord; readonly zip: Uint8Array<ArrayBuffer> }> {
  const record = await studio.store.bundles.find(prototypeId, bundleId);
  if (!record) throw new StudioError('not-found', 'There is no such bundle.');
  const zip = await readFile(zipPath(studio, record.id)).catch(() => null);
  if (zip === null || createHash('sha256').update(zip).digest('hex') !== record.hash) {
    throw new StudioError('conflict', 'The file of this bundle is gone or was changed.', {
      advice: 'Export it again.',
    });
  }
  return { record, zip: new Uint8Array(zip) };
}
