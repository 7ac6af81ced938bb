import type { JsonObject } from '../../json/json.ts';

/** Turns a document of one version into one of the next. Keyed by the version that it reads. */
type Migration = (document: JsonObject) => JsonObject;

/**
 * The chain of migrations. Version 1 is the first, so the chain is empty; the step from 1 to 2 will stand here as
 * `1: migrateVersion1`, in a file of its own beside a stored example of each version.
 */
const MIGRATIONS: Readonly<Record<number, Migration>> = {};

/** Carries a document of any known version up to the newest. A document without a version is left as it is. */
export function migrateWorkflow(
  document: JsonObject,
  migrations: Readonly<Record<number, Migration>> = MIGRATIONS,
): JsonObject {
  let current = document;
  for (;;) {
    const version = current.version;
    const migrate = typeof version === 'number' ? migrations[version] : undefined;
    if (!migrate) return current;
    current = migrate(current);
  }
}
