import { textBefore, textBetween, wordAfter } from '../../../functions/text.ts';
import type { Expr } from '../../../workflow/workflow.ts';

/** A way to take a piece out of a sentence: by the words in front of it, and by what ends it. */
export interface Extraction {
  readonly take: (text: string) => string | null;
  readonly expr: (of: Expr) => Expr;
  /** The words in front, which say what the piece is. */
  readonly mark: string;
}

/** More words than these in front of a piece are a sentence of their own. */
const MOST_WORDS = 4;
const LONGEST_END = 8;

/**
 * How to take the piece at `at` out of `text` again: after the fewest words in front of it that stand nowhere earlier
 * ("served by branch " where "sold by branch " comes first). A piece of one word needs no end, others end at the sign
 * behind them. None where no word stands in front, and where the piece is not the first text that fits.
 */
export function extractionsAt(text: string, at: number, piece: string): readonly Extraction[] {
  const after = text.slice(at + piece.length);
  if (at === 0)
    return endsOf(after)
      .flatMap((end) => checked(before(end), text, piece))
      .slice(0, 1);
  for (const mark of marksBefore(text, at)) {
    if (text.indexOf(mark) !== at - mark.length) continue;
    const found = [
      ...(/\s/.test(piece) ? [] : checked(word(mark), text, piece)),
      ...endsOf(after).flatMap((end) => checked(between(mark, end), text, piece)),
    ].slice(0, 1);
    if (found.length > 0) return found;
  }
  return [];
}

const lit = (value: string): Expr => ({ $: 'lit', value });

const word = (mark: string): Extraction => ({
  take: (text) => wordAfter(text, mark),
  expr: (of) => ({ $: 'fn', name: 'wordAfter', args: [of, lit(mark)] }),
  mark,
});

const between = (mark: string, end: string): Extraction => ({
  take: (text) => textBetween(text, mark, end),
  expr: (of) => ({ $: 'fn', name: 'textBetween', args: [of, lit(mark), lit(end)] }),
  mark,
});

const before = (end: string): Extraction => ({
  take: (text) => textBefore(text, end),
  expr: (of) => ({ $: 'fn', name: 'textBefore', args: [of, lit(end)] }),
  mark: '',
});

function checked(extraction: Extraction, text: string, piece: string): readonly Extraction[] {
  return extraction.take(text) === piece ? [extraction] : [];
}

/** The last one, two, … words before the place, with what stands between them and it; at least one of letters. */
function marksBefore(text: string, at: number): readonly string[] {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  // A label says what it is by all of its words: `Lead adjuster: `, and not the deputy.
  const label = /(?:^|[.;,(]\s+)(\p{L}[\p{L} ]{0,40}:\s+)$/u.exec(line)?.[1];
  if (label !== undefined) return [label];
  const words = [...line.matchAll(/[\p{L}\p{N}_-]+/gu)].map(({ index }) => index);
  return words
    .slice(-MOST_WORDS)
    .reverse()
    .map((start) => line.slice(start))
    .filter((mark) => /\p{L}{2}/u.test(mark) && !/\p{N}/u.test(mark) && !SAYS_NOTHING.test(mark));
}

/** Words that stand in front of anything. */
const SAYS_NOTHING =
  /^\s*((a|an|the|to|by|of|in|on|at|up|for|from|with|under|over|as|is|are|was|and|or|now|its?|has|new)\W+)+$/i;

/** What may end the piece: signs behind it, with the word after them where a blank alone would say too little. */
function endsOf(after: string): readonly string[] {
  const sign = /^[^\p{L}\p{N}]+/u.exec(after)?.[0] ?? '';
  if (sign === '') return [];
  const next = /^[^\p{L}\p{N}]+[\p{L}]+/u.exec(after)?.[0] ?? sign;
  return [sign, next].filter((end) => end.length <= LONGEST_END || end === sign);
}
