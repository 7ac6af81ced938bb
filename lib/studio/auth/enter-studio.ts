import { randomBytes } from 'node:crypto';
import { getHost } from '../host.ts';
import type { Studio } from '../studio.ts';
import { hashToken, sessionCookieName } from './check-request.ts';

const SESSION_SECONDS = 90 * 86_400;

/** Trades a launch token for a session; the `Set-Cookie` value, or null where the token is not good. */
export async function enterStudio(studio: Studio, token: string): Promise<string | null> {
  const host = getHost();
  if (!host.launchTokens.redeem(token)) return null;
  const session = randomBytes(32).toString('base64url');
  await studio.store.sessions.add(hashToken(session));
  return `${sessionCookieName(host.port)}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_SECONDS}`;
}
