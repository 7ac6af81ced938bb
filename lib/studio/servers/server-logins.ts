import type { JsonObject } from '#core/json/json.ts';
import { type Login, type LoginVault, secretsOfLogin } from '#lib/mcp/oauth/login.ts';
import type { Store } from '#lib/storage/store.ts';

/** Sign-ins at servers, sealed in the studio's own store. */
export function serverLogins({ logins }: Pick<Store, 'logins'>): LoginVault {
  return {
    // What was written by `save` below.
    load: async (alias) => (await logins.find(alias)) as Login | null,
    // A login is JSON.
    save: (alias, login) => logins.put(alias, login as unknown as JsonObject, secretsOfLogin(login)),
    remove: (alias) => logins.remove(alias),
  };
}
