import type { Span } from './span.ts';

/** A number that the user named, and the word after it: `3`, `days`. */
export interface NamedNumber {
  readonly value: number;
  readonly span: Span;
  readonly next: string;
}

/** Numbers in a turn, digits or words up to twenty. */
export function numbersIn(turn: { readonly id: string; readonly text: string }): readonly NamedNumber[] {
  return [...turn.text.matchAll(/(?<![\p{L}\p{N}.#_-])(\d+(?:[.,]\d+)*)(?![\p{L}\p{N}_])|\b([a-z]+)\b/giu)].flatMap(
    (match) => {
      const text = match[1] ?? match[2] ?? '';
      const value =
        match[1] !== undefined ? Number(text.replaceAll(',', '')) : NUMBER_WORDS.indexOf(text.toLowerCase());
      if (!Number.isFinite(value) || value < 0) return [];
      const start = match.index;
      const next = /^[^\p{L}]*(\p{L}+)/u.exec(turn.text.slice(start + text.length))?.[1] ?? '';
      return [{ value, span: { turn: turn.id, start, end: start + text.length }, next: next.toLowerCase() }];
    },
  );
}

const NUMBER_WORDS = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty`.split(/\s+/);
