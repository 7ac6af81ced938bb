import { isJsonArray, isJsonObject, type Json } from '#core/json/json.ts';
import { isSecretName } from './secret-names.ts';

export const REDACTED = '[redacted]';

/** A value that is too short to be told from ordinary text is no secret worth hunting for. */
const SHORTEST = 6;

/**
 * A document without secrets: known secret values are replaced wherever they stand, in plain, Base64, URL and hex form,
 * and so are the values of members that are named like secrets. Equal values stay equal, so a replay still fits.
 */
export function redact<T>(document: T, secrets: readonly string[]): T {
  const forms = secrets.filter((secret) => secret.length >= SHORTEST).flatMap(formsOf);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return walk(document as Json, longestFirst) as T;
}

function walk(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return withoutSecrets(value, secrets);
  if (isJsonArray(value)) return value.map((item) => walk(item, secrets));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => {
    const hidden = typeof member === 'string' && member !== '' && isSecretName(name);
    return [withoutSecrets(name, secrets), hidden ? REDACTED : walk(member, secrets)] as const;
  });
  return Object.fromEntries(members);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
}

/** How a secret is found again in texts that quote it. */
function formsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const binary = String.fromCharCode(...bytes);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const quoted = JSON.stringify(secret).slice(1, -1);
  return [secret, quoted, encodeURIComponent(secret), btoa(binary), btoa(binary).replace(/=+$/, ''), hex];
}
