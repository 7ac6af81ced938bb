/**
 * Whether an error's text says that the same call may well succeed later and has not been carried out: too many
 * requests, a server that is overloaded or not reached. `500 Internal Server Error` is not one of them: nobody knows
 * what it did.
 */
export function isTransientError(text: string): boolean {
  return /\b(?:429|502|503|504)\b|too many requests|rate[ -]?limit|service (?:temporarily )?unavailable|temporarily unavailable|bad gateway|gateway time-?out|overloaded|timed? ?out|econnrefused|econnreset|eai_again|try again (?:later|in)|please retry/i.test(
    text,
  );
}

/** Milliseconds that the text asks to wait: `Retry after 1 second`, `Retry-After: 30`, `try again in 500ms`. */
export function retryAfterMs(text: string): number | undefined {
  const found =
    /(?:retry[ -]after|try again in|retry in)[:\s]*([0-9]+(?:\.[0-9]+)?)\s*(ms|milliseconds?|s|sec|seconds?|m|min|minutes?)?\b/i.exec(
      text,
    );
  if (!found) return undefined;
  const unit = (found[2] ?? 's').toLowerCase();
  const factor = unit === 'ms' || unit.startsWith('mil') ? 1 : unit.startsWith('m') ? 60_000 : 1000;
  return Number(found[1]) * factor;
}
