import type { ServerView } from '#core/server/server-view.ts';
import type { SignInFailed, SignInPlace } from '#lib/mcp/oauth/sign-ins.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { connectServer } from './connect-server.ts';
import { findServer, viewServer } from './view-server.ts';

/**
 * Finds out where the user can sign in at a server. `origin` is the one at which the user's browser has the studio open;
 * it comes back there, because its session is known there only. Throws a `StudioError` (refused) with the reason.
 */
export async function beginSignIn(
  studio: Studio,
  { alias, origin }: { readonly alias: string; readonly origin: string },
): Promise<SignInPlace> {
  await findServer(studio, alias);
  try {
    return await studio.connections.beginSignIn(alias, `${origin}/oauth/callback`);
  } catch (error) {
    if (!isSignInFailed(error)) throw error;
    throw new StudioError('refused', error.message, { advice: error.advice, cause: error });
  }
}

/**
 * Takes what the browser brought back from signing in, and connects the server. Gives its alias; how it went is the
 * server's status. `null` where no such sign-in is under way.
 */
export async function finishSignIn(studio: Studio, brought: URLSearchParams): Promise<string | null> {
  try {
    const alias = await studio.connections.finishSignIn(brought);
    await connectServer(studio, { alias, wait: false });
    return alias;
  } catch (error) {
    if (isSignInFailed(error)) return error.alias;
    throw error;
  }
}

/** Forgets the sign-in at a server and ends the connection that was made with it. */
export async function signOut(studio: Studio, alias: string): Promise<ServerView> {
  await findServer(studio, alias);
  await studio.connections.stop(alias);
  await studio.store.logins.remove(alias);
  return viewServer(studio, alias);
}

/** By name: Next loads a module once per bundle layer, and each has a class of its own. */
function isSignInFailed(error: unknown): error is SignInFailed {
  return error instanceof Error && error.name === 'SignInFailed' && 'alias' in error;
}
