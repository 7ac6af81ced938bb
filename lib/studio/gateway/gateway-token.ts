import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The bearer with which an agent reaches the gateway of one prototype and nothing else of the studio. Derived from the
 * studio's access key, so it need not be stored, and ends with that key.
 */
export function gatewayToken(accessKey: string, prototypeId: string): string {
  return `twg_${createHmac('sha256', accessKey).update(`gateway\0${prototypeId}`).digest('base64url')}`;
}

/** True for the prototype's own token, and for the access key itself, which opens everything. */
export function opensGateway(
  bearer: string,
  facts: { readonly accessKey: string; readonly prototypeId: string },
): boolean {
  return [gatewayToken(facts.accessKey, facts.prototypeId), facts.accessKey].some((right) => same(bearer, right));
}

/** Compared by digest, so that neither the time taken nor the length tells anything. */
function same(given: string, right: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
