import type { Json } from '../json/json.ts';

/**
 * `key: value` lines as one record; values are text. A line without a key goes on with the value before it, unless a
 * blank line stands between. List bullets and bold marks around keys are dropped. The first of equal keys stays.
 */
export function extractKeyValues(text: string): Json {
  const pairs = new Map<string, string>();
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const pair = readPair(line);
    if (pair) {
      open = pairs.has(pair.key) ? undefined : pair.key;
      if (open !== undefined) pairs.set(open, pair.value);
    } else if (line.trim() === '') open = undefined;
    else if (open !== undefined) pairs.set(open, `${pairs.get(open)}\n${line}`);
  }
  return Object.fromEntries(pairs);
}

/** A `key: value` line taken apart, or undefined. A URL is no pair; keys are up to 40 characters of words. */
export function readPair(line: string): { readonly key: string; readonly value: string } | undefined {
  const found =
    /^\s*(?:[-*•]\s+)?(?:\*\*|__)?([\p{L}_][\p{L}\p{N}_ ./()-]{0,39}?)(?:\*\*|__)?\s*:(?:\*\*|__)?(?:\s+(.*))?$/u.exec(
      line,
    );
  return found?.[1] === undefined ? undefined : { key: found[1], value: (found[2] ?? '').trim() };
}
