import type { Span } from './span.ts';

/** A number that the user named, and the word after it: `3`, `days`. */
export interface NamedNumber {
  readonly value: number;
  readonly span: Span;
  readonly next: string;
}

/** Numbers in a turn, digits or words up to twenty. Pieces of dates, times and fractions are none. */
export function numbersIn(turn: { readonly id: string; readonly text: string }): readonly NamedNumber[] {
  return [
    ...turn.text.matchAll(
      /(?<![\p{L}\p{N}.#_:/-])(\d+(?:[.,]\d+)*)(?![\p{L}\p{N}_]|[.,:/-]\d)|(?<![\p{L}\p{N}_-])([a-z]+)(?![\p{L}\p{N}_])/giu,
    ),
  ].flatMap((match) => {
    const text = match[1] ?? match[2] ?? '';
    const start = match.index;
    const rest = turn.text.slice(start + text.length);
    if (match[1] !== undefined && (MONTH_BEFORE.test(turn.text.slice(0, start)) || MONTH_AFTER.test(rest))) return [];
    const value = match[1] !== undefined ? digitsOf(text) : NUMBER_WORDS.indexOf(text.toLowerCase());
    if (!Number.isFinite(value) || value < 0) return [];
    const next = /^[^\p{L}]*(\p{L}+)/u.exec(rest)?.[1] ?? '';
    return [{ value, span: { turn: turn.id, start, end: start + text.length }, next: next.toLowerCase() }];
  });
}

/** `1,200.50` and `1.200,50` are one number, written here and there. */
function digitsOf(text: string): number {
  return /^\d{1,3}(\.\d{3})+,\d+$/.test(text)
    ? Number(text.replaceAll('.', '').replace(',', '.'))
    : Number(text.replaceAll(',', ''));
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const MONTH_BEFORE = new RegExp(`\\b(${MONTH}\\.?(?: \\d{1,2},?)?|q[1-4]) $`, 'i');
const MONTH_AFTER = new RegExp(`^\\.? (of )?${MONTH}\\b`, 'i');

const NUMBER_WORDS = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty`.split(/\s+/);
