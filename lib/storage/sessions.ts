/** Browsers that were let in. Only the SHA-256 of a session's token is kept. */
export interface SessionStore {
  add(tokenHash: string): Promise<void>;
  /** True where the session exists and has not expired (90 days after it was last seen). */
  seen(tokenHash: string): Promise<boolean>;
  remove(tokenHash: string): Promise<void>;
}
