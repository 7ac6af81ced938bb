import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { openEmbeddedPostgres } from './embedded-postgres.ts';
import { readMigrations } from './migrate.ts';
import { openStore } from './open-store.ts';
import { ensurePostgresTemplate } from './postgres-template.ts';
import { postgresTemplateFolder } from './postgres-template-folder.ts';
import { prepareDatabase } from './prepare-database.ts';
import { createSecretBox } from './secret-box.ts';

const installation = fileURLToPath(new URL('../..', import.meta.url));
const migrations = await readMigrations(join(installation, 'prisma/migrations'));
const folder = mkdtempSync(join(tmpdir(), 'tracewright-upgrade-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a database of the first version is brought up to date at the next start, with everything that was in it', async () => {
  const template = postgresTemplateFolder(installation);
  await ensurePostgresTemplate(template);
  const embedded = await openEmbeddedPostgres(join(folder, 'postgres'), { template });
  await (await prepareDatabase(embedded.url, migrations.slice(0, 1))).release();
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  await client.query(`
    INSERT INTO "prototype" VALUES ('p1', 'Old', false, null, '["tracker"]', '{}', '2026-11-21T09:00:00.000Z', 'UTC', 'en', 3, now(), now());
    INSERT INTO "run" ("id", "prototype_id", "status", "document", "effects_json", "started_at") VALUES ('r1', 'p1', 'succeeded',
      '{"mode":"apply","workflowVersion":1,"inputs":{},"output":7,"effects":{"created":1,"found":0,"planned":0,"failed":0,"unknown":0},"now":"2026-11-21T09:00:00.000Z","timeZone":"UTC"}',
      '[]', now());
    INSERT INTO "run_event" ("run_id", "document") VALUES ('r1', '{"at":0,"type":"step-started","step":"a","path":[]}');
    INSERT INTO "ledger_entry" ("prototype_id", "key", "state", "attempts", "effect_json", "how", "run_id", "holder", "lease_until", "updated_at")
      VALUES ('p1', 'k1', 'confirmed', 1, '{"key":"k1","step":"a","path":[],"server":"s","tool":"t","args":{},"argsHash":"","effect":"write"}', 'created', 'r1', 'h', now(), now());
  `);
  await client.end();

  const prepared = await prepareDatabase(embedded.url, migrations);
  expect(prepared.applied).toEqual(migrations.slice(1).map(({ name }) => name));
  const store = openStore({
    databaseUrl: embedded.url,
    secretBox: createSecretBox(randomBytes(32).toString('base64url')),
  });
  await store.recover();
  expect(await store.prototypes.find('p1')).toMatchObject({ name: 'Old', servers: ['tracker'] });
  expect(await store.runs.find('p1', 'r1')).toMatchObject({ status: 'succeeded', output: 7 });
  expect(await store.runs.events('r1')).toHaveLength(1);
  expect(await store.runs.ledger('p1', 'r2').find('k1')).toMatchObject({ state: 'confirmed' });
  await store.close();
  await prepared.release();
  await embedded.stop();
});
