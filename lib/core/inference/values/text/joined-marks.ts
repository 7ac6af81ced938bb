/** What stands between, before and after the texts of a list in a row: `#` before each and a space between. */
export interface JoinedMarks {
  readonly prefix: string;
  readonly separator: string;
  readonly suffix: string;
}

/** Longer marks are words of a sentence, not marks. */
const MAX_BETWEEN = 8;

/**
 * The marks by which the texts stand in a row in the whole, each once and in order; null where they do not. A mark
 * belongs to the items where it also stands before the first, or after the last.
 */
export function marksOf(texts: readonly string[], whole: string): JoinedMarks | null {
  const [first, second] = texts;
  if (first === undefined || second === undefined || texts.includes('')) return null;
  for (let at = whole.indexOf(first); at >= 0; at = whole.indexOf(first, at + 1)) {
    const next = whole.indexOf(second, at + first.length);
    if (next < 0) return null;
    const between = whole.slice(at + first.length, next);
    const row = texts.join(between);
    if (between.length > MAX_BETWEEN || /[\p{L}\p{N}]/u.test(between) || !whole.startsWith(row, at)) continue;
    const before = whole.slice(0, at);
    const after = whole.slice(at + row.length);
    const opening = /[^\s,;]*$/u.exec(between)?.[0] ?? '';
    const prefix = ends(opening).find((end) => before.endsWith(end)) ?? '';
    const rest = between.slice(0, between.length - prefix.length);
    const closing = /^[^\s,;]*/u.exec(rest)?.[0] ?? '';
    const suffix = starts(closing).find((start) => after.startsWith(start)) ?? '';
    if (prefix + suffix === '') continue;
    return { prefix, separator: rest.slice(suffix.length), suffix };
  }
  return null;
}

const ends = (text: string): string[] => Array.from(text, (_, at) => text.slice(at));

const starts = (text: string): string[] => Array.from(text, (_, at) => text.slice(0, text.length - at));
