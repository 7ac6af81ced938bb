/** The database does not fit this version of Tracewright; nothing in it was changed. The message is one line. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError';
}

/** There is no database to talk to. The message is one line and holds no password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

/** Another studio works on this database. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
}
