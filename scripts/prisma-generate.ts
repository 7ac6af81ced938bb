import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const OUTPUT = join(root, 'lib/storage/generated');
const STAMP = join(OUTPUT, '.stamp');

/**
 * Generates the Prisma client where it is missing or older than the schema. Needs no network: `generate` never runs the
 * schema engine, it only insists that the file exists, so any file will do (docs/decisions/0010).
 */
export function generatePrismaClient(): 'generated' | 'fresh' {
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'prisma/schema.prisma')))
    .update(readFileSync(join(root, 'node_modules/prisma/package.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return 'fresh';
  const run = spawnSync(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (run.status !== 0) {
    throw new Error(
      `The database client could not be generated from prisma/schema.prisma:\n${run.stdout}${run.stderr}`,
    );
  }
  writeFileSync(STAMP, stamp);
  return 'generated';
}

if (import.meta.main) generatePrismaClient();
