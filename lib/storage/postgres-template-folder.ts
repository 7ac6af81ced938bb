import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an installation keeps its initialised, empty database; another PGlite has another. */
export function postgresTemplateFolder(installation: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(join(installation, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  );
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  return join(installation, 'dist', `postgres-${version}`);
}
