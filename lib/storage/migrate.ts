import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { SchemaMismatchError } from './migration-errors.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma keeps it. */
  readonly checksum: string;
}

/** All migrations of a `prisma/migrations` folder, in order. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

const BOOKKEEPING = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings the database up to these migrations, each in a transaction of its own, with the same bookkeeping as
 * `prisma migrate deploy`. Gives the names it applied.
 * Throws `SchemaMismatchError`, before it changes anything, where the database holds a migration that is not in the
 * list (a newer Tracewright made it), or one whose text has changed since, or foreign tables and no bookkeeping.
 */
export async function migrate(client: ClientBase, migrations: readonly Migration[]): Promise<readonly string[]> {
  const applied = await appliedMigrations(client);
  for (const one of applied) {
    const known = migrations.find((migration) => migration.name === one.name);
    if (!known) {
      throw new SchemaMismatchError(
        `The database was made by a newer Tracewright (it has the migration "${one.name}", which this version does not know). Start that version, or use another database. Nothing was changed.`,
      );
    }
    if (known.checksum !== one.checksum) {
      throw new SchemaMismatchError(
        `The migration "${one.name}" is not the one that made this database (its checksum differs). Start the version of Tracewright that made it, or use another database. Nothing was changed.`,
      );
    }
  }
  const missing = migrations.filter((migration) => !applied.some((one) => one.name === migration.name));
  const last = applied.at(-1)?.name ?? '';
  const late = missing.find((migration) => migration.name < last);
  if (late) {
    throw new SchemaMismatchError(
      `The database has "${last}" but lacks the older migration "${late.name}". Use the version of Tracewright that made it, or another database. Nothing was changed.`,
    );
  }
  if (missing.length === 0) return [];
  if (applied.length === 0) await refuseForeignTables(client);
  await client.query(BOOKKEEPING);
  for (const migration of missing) await apply(client, migration);
  return missing.map((migration) => migration.name);
}

async function appliedMigrations(
  client: ClientBase,
): Promise<readonly { readonly name: string; readonly checksum: string }[]> {
  const table = await client.query<{ found: string | null }>(
    `SELECT to_regclass('"_prisma_migrations"')::text AS found`,
  );
  if (!table.rows[0]?.found) return [];
  const rows = await client.query<{ name: string; checksum: string }>(
    `SELECT "migration_name" AS name, "checksum" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows.rows;
}

async function refuseForeignTables(client: ClientBase): Promise<void> {
  const tables = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_name <> '_prisma_migrations' ORDER BY 1 LIMIT 4`,
  );
  if (tables.rows.length === 0) return;
  throw new SchemaMismatchError(
    `The database is not empty and was not made by Tracewright (it has ${tables.rows.map((row) => `"${row.name}"`).join(', ')}). Give it an empty database or a schema of its own. Nothing was changed.`,
  );
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
