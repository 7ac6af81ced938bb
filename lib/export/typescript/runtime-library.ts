import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { type PythonLibrary, readPythonLibrary } from '../python/python-library.ts';
import type { LockFile } from './trim-lock-file.ts';

/** What is copied into every bundle as it is, and the versions that it was tested with. */
export interface RuntimeLibrary {
  /** Paths as in a bundle: `runtime/…`, with the parts of our core under `runtime/core/…`. Sorted. */
  readonly files: readonly LibraryFile[];
  /** What is copied beside it for workers of Temporal: `runtime/temporal/…`. */
  readonly temporal: readonly LibraryFile[];
  readonly lock: LockFile;
  readonly python: PythonLibrary;
}

export interface LibraryFile {
  readonly path: string;
  readonly text: string;
}

const TEMPORAL = 'runtime/temporal/';
const RUNTIME = 'lib/export/typescript/runtime';
const CORE = 'lib/core';

/**
 * Reads the runtime and whatever of the core it needs (the whole expression library, because any workflow may call any
 * function of it), byte for byte, from the folder of this product.
 */
export function readRuntimeLibrary(root: string): RuntimeLibrary {
  const texts = new Map<string, string>();
  const add = (path: string) => {
    if (texts.has(path)) return;
    const text = readFileSync(join(root, path), 'utf8');
    texts.set(path, text);
    for (const imported of importsOf(path, text)) add(imported);
  };
  for (const folder of [RUNTIME, `${CORE}/functions`]) for (const path of sources(root, folder)) add(path);
  const all = [...texts].map(([path, text]) => ({ path: bundlePath(path), text }));
  const files = all.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files: files.filter(({ path }) => !path.startsWith(TEMPORAL)),
    temporal: files.filter(({ path }) => path.startsWith(TEMPORAL)),
    lock: JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile,
    python: readPythonLibrary(root),
  };
}

function bundlePath(path: string): string {
  return path.startsWith(`${CORE}/`)
    ? `runtime/core/${path.slice(CORE.length + 1)}`
    : `runtime/${path.slice(RUNTIME.length + 1)}`;
}

function sources(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(?:integration\.)?test\.ts$/.test(entry.name),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.endsWith('-under-test.ts'))
    .sort();
}

/** Our own files that a file imports, as paths from the root. */
function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(#core\/[^']+|\.{1,2}\/[^']+)'/g)].map((found) => {
    const name = found[1] ?? '';
    return name.startsWith('#core/') ? `${CORE}/${name.slice(6)}` : posix.join(dirname(path), name);
  });
}
