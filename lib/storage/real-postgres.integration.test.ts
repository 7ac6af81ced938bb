import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';
import { prepareDatabase } from './prepare-database.ts';
import { describeStore } from './test/describe-store.ts';
import { startRealPostgres } from './test/real-postgres.ts';

const migrations = await readMigrations(fileURLToPath(new URL('../../prisma/migrations', import.meta.url)));
const postgres = await startRealPostgres();
if (typeof postgres === 'string') {
  console.warn(`SKIPPED: the store over a real Postgres server was not tested: ${postgres}.`);
  test.skip(`the store over a real Postgres server (${postgres})`, () => {});
} else {
  afterAll(() => postgres.stop());

  describe('the store over a real Postgres server', () =>
    describeStore(async () => {
      const url = postgres.createDatabase('store');
      const prepared = await prepareDatabase(url, migrations);
      const home = mkdtempSync(join(tmpdir(), 'tracewright-real-home-'));
      return {
        url,
        home,
        async close() {
          await prepared.release();
          rmSync(home, { recursive: true, force: true });
        },
      };
    }));

  describe('a database on a server', () => {
    test('belongs to one studio at a time, and is free again when that one ends', async () => {
      const url = postgres.createDatabase('shared');
      const first = await prepareDatabase(url, migrations);
      await expect(prepareDatabase(url, migrations)).rejects.toThrow(
        /Another Tracewright is using the database "shared"/,
      );
      await first.release();
      await (await prepareDatabase(url, migrations)).release();
    });

    test('that holds foreign tables is left as it is', async () => {
      const url = postgres.createDatabase('foreign');
      await query(url, 'CREATE TABLE "their_orders" ()');
      await expect(prepareDatabase(url, migrations)).rejects.toThrow(
        /not made by Tracewright \(it has "their_orders"\)/,
      );
      expect(await tables(url)).toEqual(['their_orders']);
    });

    test('that does not exist is named', async () => {
      const url = new URL(postgres.url);
      url.pathname = '/nowhere';
      await expect(prepareDatabase(url.href, migrations)).rejects.toThrow(
        /"nowhere" on 127.0.0.1:\d+ cannot be reached/,
      );
    });

    test('gets the migrations it lacks and no others, and a failing one leaves nothing behind', async () => {
      const url = postgres.createDatabase('older');
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const second = { name: '20270101000000_second', sql: 'CREATE TABLE "second" ();', checksum: 'a'.repeat(64) };
      const broken = {
        name: '20270102000000_broken',
        sql: 'CREATE TABLE "half" (); SELECT broken();',
        checksum: 'b'.repeat(64),
      };
      expect(await migrate(client, migrations)).toEqual(migrations.map((migration) => migration.name));
      expect(await migrate(client, migrations)).toEqual([]);
      expect(await migrate(client, [...migrations, second])).toEqual([second.name]);
      await expect(migrate(client, [...migrations, second, broken])).rejects.toThrow(/broken/);
      expect(await migrate(client, [...migrations, second])).toEqual([]);
      await expect(migrate(client, migrations)).rejects.toThrow(/made by a newer Tracewright/);
      await client.end();
      const names = await tables(url);
      expect(names).toContain('second');
      expect(names).not.toContain('half');
    });

    test('keeps the books as Prisma does', async () => {
      const url = postgres.createDatabase('books');
      await (await prepareDatabase(url, migrations)).release();
      const rows = await query(
        url,
        `SELECT "checksum", "migration_name", "finished_at" IS NOT NULL AS done, "applied_steps_count" AS steps
         FROM "_prisma_migrations" ORDER BY "migration_name"`,
      );
      expect(rows).toEqual(
        migrations.map(({ name, checksum }) => ({ checksum, migration_name: name, done: true, steps: 1 })),
      );
    });
  });
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function tables(url: string): Promise<readonly unknown[]> {
  const rows = await query(
    url,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}
