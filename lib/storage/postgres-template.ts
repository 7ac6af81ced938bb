import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/**
 * Makes an empty, initialised Postgres data folder at `template` where there is none. Initialising takes seconds and
 * copying takes a twentieth of one, so it is done once per installation.
 */
export async function ensurePostgresTemplate(template: string): Promise<void> {
  if (existsSync(template)) return;
  await mkdir(dirname(template), { recursive: true });
  const making = await mkdtemp(join(dirname(template), '.postgres-'));
  try {
    const database = await PGlite.create(making);
    await database.close();
    await moveInto(making, template);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Two makers at once agree: the second's work is dropped. */
async function moveInto(made: string, place: string): Promise<void> {
  try {
    await rename(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
}
