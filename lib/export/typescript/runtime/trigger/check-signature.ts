import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Header names are in small letters. */
export type Headers = Readonly<Record<string, string | undefined>>;

export type SignatureCheck =
  | { readonly valid: true; readonly deliveryId: string }
  | { readonly valid: false; readonly reason: string };

/** Older messages are not taken, so that a recorded one cannot be sent again later. */
const OLDEST_MS = 5 * 60_000;

/**
 * Checks a webhook over its raw bytes, in constant time. Two ways of signing are known: Standard Webhooks
 * (`webhook-id`, `webhook-timestamp`, `webhook-signature`) and `X-Hub-Signature-256`. The sender's id of the delivery
 * tells repeats; without one, the hash of the body does.
 */
export function checkSignature(options: {
  readonly body: Buffer;
  readonly headers: Headers;
  readonly secret: string;
  readonly now: Date;
}): SignatureCheck {
  const { body, headers, secret, now } = options;
  const standard = headers['webhook-signature'];
  if (standard !== undefined) {
    const id = headers['webhook-id'] ?? '';
    const timestamp = headers['webhook-timestamp'] ?? '';
    if (id === '') return { valid: false, reason: 'The header webhook-id is missing.' };
    if (!(Math.abs(now.getTime() - Number(timestamp) * 1000) <= OLDEST_MS)) {
      return { valid: false, reason: 'The header webhook-timestamp is missing or more than five minutes off.' };
    }
    const expected = createHmac('sha256', standardKey(secret)).update(`${id}.${timestamp}.`).update(body).digest();
    const given = standard
      .split(' ')
      .flatMap((part) => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []));
    return given.some((each) => same(each, expected)) ? { valid: true, deliveryId: id } : WRONG;
  }
  const hub = headers['x-hub-signature-256'];
  if (hub === undefined) return { valid: false, reason: 'The delivery is not signed.' };
  const expected = createHmac('sha256', secret).update(body).digest();
  if (!same(Buffer.from(hub.replace(/^sha256=/, ''), 'hex'), expected)) return WRONG;
  return { valid: true, deliveryId: headers['x-github-delivery'] ?? createHash('sha256').update(body).digest('hex') };
}

/** Whether `Authorization: Bearer` holds the token, in constant time. */
export function checkBearer(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return same(digest(header ?? ''), digest(`Bearer ${token}`));
}

const WRONG: SignatureCheck = { valid: false, reason: 'The signature does not fit.' };

function same(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Standard Webhooks writes secrets as `whsec_` and Base64. */
function standardKey(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
}
