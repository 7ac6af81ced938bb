import pg from 'pg';
import { type Migration, migrate } from './migrate.ts';
import { DatabaseInUseError, DatabaseUnreachableError } from './migration-errors.ts';

/** Any number, the same in every Tracewright: names our lock among a Postgres server's advisory locks. */
const STUDIO_LOCK = 7_236_114;

export interface PreparedDatabase {
  readonly applied: readonly string[];
  /** Lets the next studio have it. */
  release(): Promise<void>;
}

/**
 * Connects, takes the database for this process, and brings its schema up to date. The lock is a session's advisory
 * lock: it ends with this process, however that ends.
 * Throws `DatabaseUnreachableError`, `DatabaseInUseError` or `SchemaMismatchError`; nothing is changed then.
 */
export async function prepareDatabase(url: string, migrations: readonly Migration[]): Promise<PreparedDatabase> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw new DatabaseUnreachableError(
      `The database ${describeUrl(url)} cannot be reached: ${reasonOf(error)}. Check DATABASE_URL and that the server runs; nothing was changed.`,
      { cause: error },
    );
  }
  // A connection that breaks later must not end the process; the store's own pool reports what fails then.
  client.on('error', (error) => console.error(`The studio lost its lock on the database: ${error.message}`));
  try {
    if (!(await takeLock(client))) {
      throw new DatabaseInUseError(
        `Another Tracewright is using the database ${describeUrl(url)}. Stop it, or give this one a database of its own; nothing was changed.`,
      );
    }
    const applied = await migrate(client, migrations);
    return { applied, release: () => client.end() };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** A server notices the end of a studio that was killed a moment after it; a restart need not fail for that. */
async function takeLock(client: pg.Client): Promise<boolean> {
  for (let tries = 0; tries < 12; tries += 1) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [STUDIO_LOCK]);
    if (rows[0]?.taken) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}

/** Host, port and name; never the password. */
function describeUrl(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) return '(its URL cannot be parsed)';
  return `"${parsed.pathname.slice(1)}" on ${parsed.host || parsed.searchParams.get('host') || 'this machine'}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0].message;
  const text =
    error instanceof Error ? error.message || String('code' in error ? error.code : error.name) : String(error);
  return text.split('\n')[0]?.replace(/\.$/, '') ?? text;
}
