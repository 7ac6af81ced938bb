import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbeddedPostgres } from '../embedded-postgres.ts';
import { readMigrations } from '../migrate.ts';
import { ensurePostgresTemplate } from '../postgres-template.ts';
import { postgresTemplateFolder } from '../postgres-template-folder.ts';
import { prepareDatabase } from '../prepare-database.ts';

const installation = fileURLToPath(new URL('../../..', import.meta.url));

export interface TestDatabase {
  readonly url: string;
  /** A data folder of its own; the database is in it. */
  readonly home: string;
  close(): Promise<void>;
}

/** For integration tests: a real, migrated Postgres in a temporary folder, the way the studio itself opens it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const template = postgresTemplateFolder(installation);
  await ensurePostgresTemplate(template);
  const home = await mkdtemp(join(tmpdir(), 'tracewright-test-'));
  const embedded = await openEmbeddedPostgres(join(home, 'postgres'), { template });
  const prepared = await prepareDatabase(embedded.url, await readMigrations(join(installation, 'prisma/migrations')));
  return {
    url: embedded.url,
    home,
    async close() {
      await prepared.release();
      await embedded.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
