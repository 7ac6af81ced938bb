import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const FOLDER = 'lib/export/python';

/** What is copied into every Python bundle as it is. */
export interface PythonLibrary {
  /** The runtime: paths as in a bundle, `runtime/…`, sorted. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Every package that the runtime stands on, in one version, with the hashes of its files. */
  readonly requirements: string;
  /** And what it takes messages of Redis with, alike. */
  readonly redisRequirements: string;
}

/** Reads the runtime, byte for byte, from the folder of this product. */
export function readPythonLibrary(root: string): PythonLibrary {
  const runtime = join(root, FOLDER, 'runtime');
  const paths = readdirSync(runtime, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => relative(runtime, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return {
    files: paths.map((path) => ({ path: `runtime/${path}`, text: readFileSync(join(runtime, path), 'utf8') })),
    requirements: readFileSync(join(root, FOLDER, 'requirements.txt'), 'utf8'),
    redisRequirements: readFileSync(join(root, FOLDER, 'requirements-redis.txt'), 'utf8'),
  };
}
