import { InsufficientScopeError } from '@modelcontextprotocol/client';

/** What a server said with HTTP 401 or 403 about who may come in (RFC 9728, RFC 6750). */
export interface Challenge {
  readonly scope?: string;
  readonly resourceMetadataUrl?: URL;
}

/** The server wants the user to sign in, and no token here can be renewed. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
  readonly challenge: Challenge;
  /** Signed in, and it is not enough. */
  readonly wantsMore: boolean;

  constructor(challenge: Challenge, wantsMore: boolean, options?: ErrorOptions) {
    const which = challenge.scope ?? 'it does not say which';
    super(wantsMore ? `The server wants more rights: ${which}.` : 'Sign-in needed.', options);
    this.challenge = challenge;
    this.wantsMore = wantsMore;
  }
}

/** The need for a sign-in behind an error of the SDK, or `null` where the error has another cause. */
export function signInNeededBy(error: unknown): SignInNeeded | null {
  const seen = new Set<unknown>();
  for (let at = error; typeof at === 'object' && at !== null && !seen.has(at); at = 'cause' in at ? at.cause : null) {
    seen.add(at);
    if (at instanceof SignInNeeded) return at;
    if (at instanceof InsufficientScopeError) {
      return new SignInNeeded({ scope: at.requiredScope, resourceMetadataUrl: at.resourceMetadataUrl }, true);
    }
    const { data } = at as { readonly data?: { readonly cause?: unknown } };
    if (data?.cause instanceof SignInNeeded) return data.cause;
  }
  return null;
}
