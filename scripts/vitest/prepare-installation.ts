import { ensurePostgresTemplate } from '#lib/storage/postgres-template.ts';
import { postgresTemplateFolder } from '#lib/storage/postgres-template-folder.ts';
import { generatePrismaClient } from '../prisma-generate.ts';
import { root } from '../root.ts';

/** Before integration tests, once: what a fresh clone does not have yet. */
export default async function prepareInstallation(): Promise<void> {
  generatePrismaClient();
  await ensurePostgresTemplate(postgresTemplateFolder(root));
}
