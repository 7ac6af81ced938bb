import { defineConfig } from 'prisma/config';

// Where Prisma's own commands look; the studio itself applies prisma/migrations at its start (lib/storage/migrate.ts).
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
