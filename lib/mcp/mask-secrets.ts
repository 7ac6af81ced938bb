import type { Json } from '#core/json/json.ts';

const MASK = '••••••';
/** Shorter values would mask half of every text. */
const SHORTEST = 5;

export interface SecretMask {
  text(value: string): string;
  /** The same value where nothing in it is secret; otherwise a copy with every string masked. */
  json<Value extends Json>(value: Value): Value;
}

/** Replaces secret values wherever they appear: as they are, JSON-escaped, percent-encoded, in base64 and in hex. */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const needles = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST).flatMap(disguises))].sort(
    (a, b) => b.length - a.length,
  );
  if (needles.length === 0) return { text: (value) => value, json: (value) => value };

  const text = (value: string) =>
    needles.reduce((masked, needle) => (masked.includes(needle) ? masked.replaceAll(needle, MASK) : masked), value);
  const json = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(json);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [text(key), json(member)]));
  };
  return {
    text,
    json: <Value extends Json>(value: Value) => {
      const written = JSON.stringify(value);
      // Masking keeps the shape of a value, so it stays of its type.
      return text(written) === written ? value : (json(value) as Value);
    },
  };
}

function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ].filter((form) => form.length >= SHORTEST);
}
