import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const RUNTIME = 'lib/export/python/runtime';

/** What is copied into every Python bundle as it is: paths as in a bundle, `runtime/…`, sorted. */
export function readPythonRuntime(root: string): readonly { readonly path: string; readonly text: string }[] {
  const folder = join(root, RUNTIME);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py') && !entry.name.startsWith('test_'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
    .map((path) => ({ path: `runtime/${path}`, text: readFileSync(join(folder, path), 'utf8') }));
}
