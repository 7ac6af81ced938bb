import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle } from './bundle.ts';

/** Writes a bundle's files below a folder, making it where need be. Other files in it stay as they are. */
export function writeBundle(bundle: Bundle, folder: string): void {
  for (const { path, text, executable } of bundle.files) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text, { mode: executable ? 0o755 : 0o644 });
  }
}
