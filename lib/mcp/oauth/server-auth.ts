import { type AuthProvider, auth, computeScopeUnion, extractWWWAuthenticateParams } from '@modelcontextprotocol/client';
import { guardedFetch } from './guarded-fetch.ts';
import type { Login, LoginVault } from './login.ts';
import { createOAuthProvider, type GivenClient } from './oauth-provider.ts';
import { SignInNeeded } from './sign-in-needed.ts';

function isNetworkError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code);
}

export interface ServerAuthFacts {
  readonly alias: string;
  readonly serverUrl: string;
  readonly vault: LoginVault;
  readonly given: GivenClient | null;
  readonly now: () => Date;
  /** The login as it is now; what is secret in it must be hidden from here on. */
  readonly onLogin: (login: Login) => void;
}

/** Calls that are refused together are renewed together; so many milliseconds later it is another refusal. */
const TOGETHER_MS = 1_000;

/**
 * Presents the token of a sign-in to a server, and renews it when the server refuses it. Never registers, and never sends
 * anybody anywhere, by itself: where a person has to sign in, it throws {@link SignInNeeded}.
 */
export function createServerAuth(facts: ServerAuthFacts): AuthProvider {
  let renewing: Promise<void> | null = null;
  let renewedAt = Number.NEGATIVE_INFINITY;
  const load = async (): Promise<Login | null> => {
    const login = await facts.vault.load(facts.alias);
    if (login?.serverUrl !== facts.serverUrl) return null;
    facts.onLogin(login);
    return login;
  };
  return {
    token: async () => (await load())?.tokens?.access_token,
    async onUnauthorized({ response }) {
      const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(response);
      const login = await load();
      const challenge = { resourceMetadataUrl, scope: computeScopeUnion(login?.tokens?.scope, scope) };
      if (!login?.tokens?.refresh_token) throw new SignInNeeded(challenge, false);
      if (performance.now() - renewedAt < TOGETHER_MS) return;
      renewing ??= renew(challenge).finally(() => {
        renewing = null;
        renewedAt = performance.now();
      });
      await renewing;
    },
  };

  async function renew(challenge: SignInNeeded['challenge']): Promise<void> {
    const provider = createOAuthProvider({
      ...facts,
      attempt: null,
      challenge,
      onTokens: facts.onLogin,
    });
    const done = await auth(provider, {
      serverUrl: facts.serverUrl,
      resourceMetadataUrl: challenge.resourceMetadataUrl,
      fetchFn: guardedFetch(facts.serverUrl),
    }).catch((error: unknown) => {
      // That the authorization server is away for a moment is no reason to sign in again.
      if (isNetworkError(error)) throw error;
      throw new SignInNeeded(challenge, false, { cause: error });
    });
    if (done !== 'AUTHORIZED') throw new SignInNeeded(challenge, false);
  }
}
