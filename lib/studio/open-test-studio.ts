import { fileURLToPath } from 'node:url';
import { openTestDatabase } from '#lib/storage/test/open-test-database.ts';
import { createLaunchTokens } from './auth/launch-tokens.ts';
import { openStudio } from './open-studio.ts';
import type { Studio } from './studio.ts';

/** For integration tests of use cases: a whole studio over a real database in a temporary folder. */
export async function openTestStudio(): Promise<{ readonly studio: Studio; close(): Promise<void> }> {
  const database = await openTestDatabase();
  const studio = await openStudio({
    home: database.home,
    databaseUrl: database.url,
    port: 4317,
    accessKey: 'access-key-of-a-test-studio',
    launchTokens: createLaunchTokens({ milliseconds: () => performance.now() }),
    installation: fileURLToPath(new URL('../..', import.meta.url)),
  });
  return {
    studio,
    async close() {
      await studio.stop();
      await database.close();
    },
  };
}
