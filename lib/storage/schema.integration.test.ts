import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Prisma } from './generated/client.ts';
import { openTestDatabase, type TestDatabase } from './test/open-test-database.ts';
import { readSchemaColumns } from './test/read-schema-columns.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('the migrations make exactly the columns that prisma/schema.prisma describes', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ text: string }>(`
    SELECT table_name || '.' || column_name || ' ' || data_type || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS text
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    ORDER BY 1`);
  await client.end();
  const described = readSchemaColumns();
  expect(rows.map((row) => row.text)).toEqual(described);
  // The reader of the schema has seen every model that Prisma has.
  expect(new Set(described.map((column) => column.split('.')[0])).size).toBe(Object.keys(Prisma.ModelName).length);
});
