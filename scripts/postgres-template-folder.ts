import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Where the installation keeps its initialised, empty database; another PGlite has another. */
export function postgresTemplateFolder(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  );
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  return join(root, 'dist', `postgres-${version}`);
}
