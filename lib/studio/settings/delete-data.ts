import { deletePrototype } from '../prototypes/delete-prototype.ts';
import { removeServer } from '../servers/register-server.ts';
import type { Studio } from '../studio.ts';

/** Ends every connection and forgets everything that was made here: prototypes, servers, secrets, settings. */
export async function deleteData(studio: Studio): Promise<void> {
  for (const { id } of await studio.store.prototypes.list()) await deletePrototype(studio, id);
  for (const { config } of await studio.store.servers.list()) await removeServer(studio, config.alias);
  for (const { name } of await studio.store.secrets.list()) await studio.store.secrets.remove(name);
  for (const key of Object.keys(await studio.store.settings.all())) {
    // The sample was shown once; it does not come back by itself.
    if (key !== 'sampleOffered') await studio.store.settings.remove(key);
  }
}
