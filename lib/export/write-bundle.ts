import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle } from './bundle.ts';
import { isSafePath } from './zip-bundle.ts';

/** What writing a bundle into a folder did, by path. */
export interface WrittenBundle {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that somebody has edited since they were written: left alone, the new text stands beside them as `.new`. */
  readonly kept: readonly string[];
}

/** Remembers what was written, so that an edit can be told from an older export. */
const STAMP = '.tracewright.json';

/**
 * Writes a bundle below a folder, making it where need be. Never overwrites an edit: a file that is neither what the
 * last export wrote nor what this one writes stays, and the new text goes to `<file>.new`. Files that are not part of
 * the bundle are not touched.
 */
export function writeBundle(bundle: Pick<Bundle, 'files'>, folder: string): WrittenBundle {
  const before = readStamp(folder);
  const [written, unchanged, kept]: [string[], string[], string[]] = [[], [], []];
  for (const { path, text, executable } of bundle.files) {
    if (!isSafePath(path)) throw new Error(`A bundle may not hold the path ${JSON.stringify(path)}.`);
    const place = join(folder, path);
    const now = existsSync(place) ? readFileSync(place, 'utf8') : null;
    if (now === text) {
      unchanged.push(path);
      continue;
    }
    const edited = now !== null && hashOf(now) !== before[path];
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(edited ? `${place}.new` : place, text, { mode: executable ? 0o755 : 0o644 });
    (edited ? kept : written).push(path);
  }
  const stamp = Object.fromEntries(bundle.files.map(({ path, text }) => [path, hashOf(text)]));
  writeFileSync(join(folder, STAMP), `${JSON.stringify(stamp, null, 2)}\n`);
  return { written, unchanged, kept };
}

function readStamp(folder: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(join(folder, STAMP), 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
