/** A status code where a message names one: at its start, or after a word for it; `issue 503` is none. */
const STATUS = '(?:^\\s*(?:error:?\\s*)?|\\b(?:http|status|code|error)(?:[ /:=]+(?:code|\\d\\.\\d))?[ :=(]*)';

/** Also for languages that print it; case does not matter. */
export const TURNED_AWAY_PATTERN = `${STATUS}(?:429|503)\\b|too many requests|rate[ -]?limit|service (?:temporarily )?unavailable|temporarily unavailable|overloaded|econnrefused|eai_again|try again later|please retry`;

export const IN_DOUBT_PATTERN = `${STATUS}(?:500|502|504)\\b|internal server error|bad gateway|gateway time-?out|\\btimed out\\b|\\btime-?out\\b|econnreset|etimedout|socket hang up`;

const TURNED_AWAY = new RegExp(TURNED_AWAY_PATTERN, 'i');
const IN_DOUBT = new RegExp(IN_DOUBT_PATTERN, 'i');

/**
 * Whether an error answer proves that the call was not carried out and may succeed later: too many requests, a server
 * that is overloaded or cannot be reached. Even a write may be sent again.
 */
export function wasTurnedAway(error: string): boolean {
  return TURNED_AWAY.test(error);
}

/**
 * Whether an error answer leaves open what the call did: timeouts on the way, errors inside the server. A read may be
 * sent again; a write only once it is known what became of it.
 */
export function isInDoubt(error: string): boolean {
  return IN_DOUBT.test(error) && !TURNED_AWAY.test(error);
}

/** Whether an error answer is about the moment and not about the call: the same call may well succeed later. */
export function isTransientError(error: string): boolean {
  return TURNED_AWAY.test(error) || IN_DOUBT.test(error);
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
