import type { JsonObject } from '#core/json/json.ts';
import type { Database } from './database.ts';
import type { SecretBox } from './secret-box.ts';

/**
 * Sign-ins at servers, sealed like secrets and kept among them, under names that no user can give: whoever masks known
 * secrets, exports or deletes them meets these too. Lists of secrets leave them out.
 */
export interface LoginStore {
  /** Throws `SecretUnreadableError`. */
  find(alias: string): Promise<JsonObject | null>;
  /** `secrets` are the values in it that must be masked wherever they appear. */
  put(alias: string, document: JsonObject, secrets: readonly string[]): Promise<void>;
  remove(alias: string): Promise<void>;
}

/** A slash cannot stand in the name of a secret. */
export const LOGIN_PREFIX = 'login/';

interface Sealed {
  readonly document: JsonObject;
  readonly secrets: readonly string[];
}

export function loginStore(database: Database, box: SecretBox): LoginStore {
  const nameOf = (alias: string) => LOGIN_PREFIX + alias;
  return {
    async find(alias) {
      const row = await database.secret.findUnique({ where: { name: nameOf(alias) } });
      return row && openSealed(box.open(row.name, row.ciphertext)).document;
    },
    async put(alias, document, secrets) {
      const name = nameOf(alias);
      const ciphertext = box.seal(name, JSON.stringify({ document, secrets } satisfies Sealed));
      const now = new Date();
      await database.secret.upsert({
        where: { name },
        create: { name, ciphertext, createdAt: now, updatedAt: now },
        update: { ciphertext, updatedAt: now },
      });
    },
    async remove(alias) {
      await database.secret.deleteMany({ where: { name: nameOf(alias) } });
    },
  };
}

/** The values in a sealed login that must be masked. */
export function secretsOfSealed(text: string): readonly string[] {
  return openSealed(text).secrets;
}

function openSealed(text: string): Sealed {
  // Written by `put`, and by nobody else: the seal is authenticated.
  return JSON.parse(text) as Sealed;
}
