/** Something with this name exists already; nothing was changed. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** A secret that a configuration names does not exist. */
export class SecretMissingError extends Error {
  override readonly name = 'SecretMissingError';
}

/** A secret exists, but this data folder's key does not open it. */
export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError';
}

/** A secret may not be named so. */
export class SecretNameError extends Error {
  override readonly name = 'SecretNameError';
}
