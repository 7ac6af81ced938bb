import type { Database } from './database.ts';
import { LOGIN_PREFIX, secretsOfSealed } from './logins.ts';
import type { SecretBox } from './secret-box.ts';
import { SecretMissingError, SecretNameError } from './storage-errors.ts';

/** What is shown of a secret. Values leave the store only through `resolve`, `find` and `known`. */
export interface SecretView {
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SecretStore {
  list(): Promise<readonly SecretView[]>;
  /** Adds the secret or replaces its value. Names: `[A-Za-z0-9_.-]{1,100}`. */
  put(name: string, value: string): Promise<SecretView>;
  remove(name: string): Promise<boolean>;
  /** The value, for the transport at the last moment. Throws `SecretMissingError` or `SecretUnreadableError`. */
  resolve(name: string): Promise<string>;
  /** The value, or null where there is no such secret. Throws `SecretUnreadableError`. */
  find(name: string): Promise<string | null>;
  /** All values, those of sign-ins included, only to mask them in what is recorded or logged. */
  known(): Promise<readonly { readonly name: string; readonly value: string }[]>;
}

const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

export function secretStore(database: Database, box: SecretBox): SecretStore {
  const view = { name: true, createdAt: true, updatedAt: true } as const;

  async function find(name: string): Promise<string | null> {
    const row = await database.secret.findUnique({ where: { name } });
    return row && box.open(name, row.ciphertext);
  }

  return {
    async list() {
      const where = { NOT: { name: { startsWith: LOGIN_PREFIX } } };
      return (await database.secret.findMany({ where, select: view, orderBy: { name: 'asc' } })).map(toView);
    },
    async put(name, value) {
      if (!NAME.test(name)) {
        throw new SecretNameError(
          `A secret's name is 1 to 100 letters, digits, "_", "." or "-"; this one is not: ${JSON.stringify(name)}.`,
        );
      }
      const ciphertext = box.seal(name, value);
      const now = new Date();
      return toView(
        await database.secret.upsert({
          where: { name },
          create: { name, ciphertext, createdAt: now, updatedAt: now },
          update: { ciphertext, updatedAt: now },
          select: view,
        }),
      );
    },
    async remove(name) {
      return (await database.secret.deleteMany({ where: { name } })).count > 0;
    },
    find,
    async resolve(name) {
      const value = await find(name);
      if (value === null) throw new SecretMissingError(`There is no secret "${name}". Add it under Settings, Secrets.`);
      return value;
    },
    async known() {
      const rows = await database.secret.findMany({ orderBy: { name: 'asc' } });
      return rows.flatMap(({ name, ciphertext }) => {
        const value = box.open(name, ciphertext);
        return name.startsWith(LOGIN_PREFIX)
          ? secretsOfSealed(value).map((secret) => ({ name, value: secret }))
          : [{ name, value }];
      });
    },
  };
}

function toView(row: { readonly name: string; readonly createdAt: Date; readonly updatedAt: Date }): SecretView {
  return { name: row.name, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
