import { randomBytes } from 'node:crypto';
import { auth } from '@modelcontextprotocol/client';
import { guardedFetch } from './guarded-fetch.ts';
import type { LoginVault } from './login.ts';
import { type Attempt, createOAuthProvider, type GivenClient } from './oauth-provider.ts';
import type { Challenge } from './sign-in-needed.ts';

/** Why a sign-in did not come to its end, for people. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
  /** The server that it was for, where that is known. */
  readonly alias: string | null;
  readonly advice: string | undefined;

  constructor(
    message: string,
    facts: { readonly alias: string | null; readonly advice?: string; readonly cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.alias = facts.alias;
    this.advice = facts.advice;
  }
}

export interface SignInOrder {
  readonly alias: string;
  readonly serverUrl: string;
  readonly given: GivenClient | null;
  readonly challenge: Challenge;
  /** Of this studio, on this machine; the browser comes back to it. */
  readonly redirectUrl: string;
}

/** Where a person has to go to sign in. */
export interface SignInPlace {
  readonly url: string;
  readonly host: string;
  /** What is asked for, as the authorization server will show it. */
  readonly scope: string | null;
}

/**
 * Sign-ins under way (OAuth 2.1, authorization code with PKCE). Each serves once, within ten minutes, and is found again
 * by a random state that only the browser of the user has seen.
 */
export interface SignIns {
  /** Finds out where to sign in, registers this studio there if it must, and says where to go. Rejects with {@link SignInFailed}. */
  begin(order: SignInOrder): Promise<SignInPlace>;
  /** Trades what the browser brought back for tokens; resolves with the alias. Rejects with {@link SignInFailed}. */
  finish(brought: URLSearchParams): Promise<string>;
}

const LASTS_MS = 10 * 60_000;

export function createSignIns(facts: {
  readonly vault: LoginVault;
  readonly clientMetadataUrl?: string;
  readonly now: () => Date;
}): SignIns {
  const open = new Map<string, { readonly order: SignInOrder; readonly attempt: Attempt; readonly until: number }>();
  const provide = (order: SignInOrder, attempt: Attempt) =>
    createOAuthProvider({ ...facts, ...order, attempt, onTokens: () => {} });

  return {
    async begin(order) {
      const now = performance.now();
      for (const [state, { until }] of open) if (until < now) open.delete(state);
      const attempt: Attempt = {
        state: randomBytes(32).toString('base64url'),
        redirectUrl: order.redirectUrl,
        scope: null,
        verifier: null,
        discovery: null,
        authorizationUrl: null,
      };
      const options = {
        serverUrl: order.serverUrl,
        resourceMetadataUrl: order.challenge.resourceMetadataUrl,
        scope: order.challenge.scope,
        fetchFn: guardedFetch(order.serverUrl),
        // A person asked to sign in: what is kept from before is not tried again.
        forceReauthorization: true,
      };
      await auth(provide(order, attempt), options).catch((error: unknown) => {
        throw failure(order.alias, error);
      });
      const url = attempt.authorizationUrl;
      if (!url) throw new SignInFailed('The server’s authorization server gave no address.', { alias: order.alias });
      refuseOddAddress(url, order);
      open.set(attempt.state, { order, attempt, until: now + LASTS_MS });
      return { url: url.href, host: url.host, scope: url.searchParams.get('scope') };
    },

    async finish(brought) {
      const state = brought.get('state') ?? '';
      const found = open.get(state);
      open.delete(state);
      if (!found || found.until < performance.now()) {
        throw new SignInFailed('This sign-in is not known here, or it took longer than ten minutes.', {
          alias: found?.order.alias ?? null,
          advice: 'Begin it again on the server’s page.',
        });
      }
      const { order, attempt } = found;
      const { alias, serverUrl } = order;
      const refused = brought.get('error');
      if (refused !== null) {
        const reason =
          refused === 'access_denied' ? 'it was refused there' : `the answer was "${refused.slice(0, 80)}"`;
        throw new SignInFailed(`You are not signed in: ${reason}.`, { alias });
      }
      const code = brought.get('code');
      if (code === null) throw new SignInFailed('The answer of the sign-in holds no code.', { alias });
      await auth(provide(order, attempt), {
        serverUrl,
        authorizationCode: code,
        iss: brought.get('iss') ?? undefined,
        scope: order.challenge.scope,
        fetchFn: guardedFetch(serverUrl),
      }).catch((error: unknown) => {
        throw failure(alias, error);
      });
      return alias;
    },
  };
}

/** The user's browser is sent there: only to a web page, and only over https unless the server is on this machine. */
function refuseOddAddress(url: URL, { alias, serverUrl }: SignInOrder): void {
  const local = ['localhost', '127.0.0.1', '[::1]'];
  const nearby = local.includes(url.hostname) && local.includes(new URL(serverUrl).hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && nearby)) return;
  throw new SignInFailed(`The server sends you to ${url.protocol}//${url.host} to sign in, which is not https.`, {
    alias,
  });
}

function failure(alias: string, error: unknown): SignInFailed {
  const message = error instanceof Error ? error.message : String(error);
  const told = message.replace(/\s+/g, ' ').slice(0, 300);
  const registers = /regist/i.test(told);
  return new SignInFailed(`Signing in did not work: ${told}`, {
    alias,
    cause: error,
    advice: registers
      ? 'This server takes known clients only: register one there and give its client id in the server’s settings.'
      : 'If the server gives out tokens another way, add an Authorization header to its settings instead.',
  });
}
