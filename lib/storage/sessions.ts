import type { Database } from './database.ts';

/** Browsers that were let in. Only the SHA-256 of a session's token is kept. */
export interface SessionStore {
  add(tokenHash: string): Promise<void>;
  /** True where the session exists and has not expired (90 days after it was last seen). */
  seen(tokenHash: string): Promise<boolean>;
  remove(tokenHash: string): Promise<void>;
}

const DAY_MS = 86_400_000;
const LIFE_MS = 90 * DAY_MS;
/** A session that was looked up is taken for good this long; it spares a query per request. */
const TRUST_MS = 30_000;

export function sessionStore(database: Database): SessionStore {
  const trustedUntil = new Map<string, number>();
  return {
    async add(tokenHash) {
      const now = new Date();
      await database.session.deleteMany({ where: { seenAt: { lt: new Date(now.getTime() - LIFE_MS) } } });
      await database.session.create({ data: { tokenHash, createdAt: now, seenAt: now } });
    },
    async seen(tokenHash) {
      const now = Date.now();
      if ((trustedUntil.get(tokenHash) ?? 0) > now) return true;
      trustedUntil.delete(tokenHash);
      const row = await database.session.findUnique({ where: { tokenHash } });
      if (!row || row.seenAt.getTime() < now - LIFE_MS) return false;
      if (row.seenAt.getTime() < now - DAY_MS) {
        await database.session.updateMany({ where: { tokenHash }, data: { seenAt: new Date(now) } });
      }
      trustedUntil.set(tokenHash, now + TRUST_MS);
      return true;
    },
    async remove(tokenHash) {
      trustedUntil.delete(tokenHash);
      await database.session.deleteMany({ where: { tokenHash } });
    },
  };
}
