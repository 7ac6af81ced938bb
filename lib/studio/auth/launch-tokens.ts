import { createHash, randomBytes } from 'node:crypto';

/** One-time passes into the studio: each lets one browser in, once. Kept in memory, as hashes. */
export interface LaunchTokens {
  /** `minutes` after which it lapses; without it, it holds until it is used. */
  issue(options?: { readonly minutes?: number }): string;
  /** True where the token was issued and not used yet; it is used then. */
  redeem(token: string): boolean;
}

/** `fixed` is a token known beforehand, for scripts; `reusable` lets it in more than once (development only). */
export function createLaunchTokens(options: {
  readonly milliseconds: () => number;
  readonly fixed?: { readonly token: string; readonly reusable: boolean };
}): LaunchTokens {
  const open = new Map<string, number>();
  const hash = (token: string) => createHash('sha256').update(token).digest('hex');
  const fixed = options.fixed && hash(options.fixed.token);
  if (fixed) open.set(fixed, Number.POSITIVE_INFINITY);
  return {
    issue(limits) {
      const token = randomBytes(24).toString('base64url');
      open.set(
        hash(token),
        limits?.minutes ? options.milliseconds() + limits.minutes * 60_000 : Number.POSITIVE_INFINITY,
      );
      return token;
    },
    redeem(token) {
      const key = hash(token);
      const until = open.get(key);
      if (until === undefined) return false;
      if (!(options.fixed?.reusable && key === fixed)) open.delete(key);
      return options.milliseconds() < until;
    },
  };
}
