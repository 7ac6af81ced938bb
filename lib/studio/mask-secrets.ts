import type { Json } from '#core/json/json.ts';

export interface KnownSecret {
  readonly name: string;
  readonly value: string;
}

/** Shorter values would be found everywhere by chance and tell nothing. */
const SHORTEST = 6;

/**
 * A copy of `value` in which every known secret is replaced by `[secret name]`, also where it stands in base64,
 * percent-encoded, in hexadecimal or escaped as JSON. Strings and member names are looked through. Unchanged values are
 * given back as they are.
 */
export function maskSecrets<Value>(value: Value, secrets: readonly KnownSecret[]): Value {
  const patterns = secrets
    .filter((secret) => secret.value.length >= SHORTEST)
    .flatMap((secret) => formsOf(secret.value).map((form) => [form, `[secret ${secret.name}]`] as const))
    // Longer forms first: one secret may be part of another.
    .sort(([a], [b]) => b.length - a.length);
  if (patterns.length === 0) return value;
  const text = JSON.stringify(value);
  if (text === undefined || !patterns.some(([form]) => text.includes(JSON.stringify(form).slice(1, -1)))) return value;
  const mask = (found: string) => patterns.reduce((masked, [form, name]) => masked.replaceAll(form, name), found);
  // Same shape, only strings differ.
  return maskStrings(value as Json, mask) as Value;
}

function formsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const base64 = btoa(binary).replace(/=+$/, '');
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const escaped = JSON.stringify(secret).slice(1, -1);
  const forms = [secret, base64, base64.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(secret), hex];
  return [...new Set([...forms, hex.toUpperCase(), escaped])];
}

function maskStrings(value: Json, mask: (text: string) => string): Json {
  if (typeof value === 'string') return mask(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => maskStrings(item, mask));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [mask(key), maskStrings(member, mask)]));
}
