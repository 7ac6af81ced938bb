/** What is shown of a secret. Values leave the store only through `resolve` and `known`. */
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
  /** All values, only to mask them in what is recorded or logged. */
  known(): Promise<readonly { readonly name: string; readonly value: string }[]>;
}
