import { textAfter, textBefore, wordAfter } from '../../../functions/text.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type FrontMark, frontMarks, type IsData } from './front-marks.ts';

/** A way to take a piece out of a sentence: by what stands in front of it, and by what ends it. */
export interface Extraction {
  readonly take: (text: string) => string | null;
  readonly expr: (of: Expr) => Expr;
  /** What stands in front, for people. */
  readonly mark: string;
  /** The words in front, which say what the piece is. */
  readonly says: string;
  /** How little what stands in front looks like fixed words (`FrontMark`). */
  readonly doubt: number;
}

const LONGEST_END = 8;

/**
 * How to take the piece at `at` out of `text` again, the likeliest way first: behind the fewest words in front of it that
 * stand nowhere earlier ("served by branch " where "sold by branch " comes first), or behind a sign. A piece of one word
 * needs no end, others end at the sign behind them. None where nothing that leads to it stands in front. `tails` are what
 * follows the piece in other answers, where here nothing does: it ends there, or with the text.
 */
export function extractionsAt(
  text: string,
  { at, piece }: { readonly at: number; readonly piece: string },
  isData: IsData,
  tails: readonly string[] = [],
): readonly Extraction[] {
  const after = text.slice(at + piece.length);
  const isPiece = ({ take }: Extraction): boolean => take(text) === piece;
  if (at === 0)
    return [
      ...endsOf(after, '', isData).map(before).filter(isPiece).slice(0, 1),
      ...tails.map((tail) => upTo(START, tail)).filter(isPiece),
    ];
  return frontMarks(text, at, isData).flatMap((front) => {
    const closed = CLOSING.get(front.path.at(-1)?.at(-1) ?? '');
    const ends = endsOf(after, closed ?? '', isData).map((end) => between(front, end));
    const asWord = /\s/.test(piece) ? [] : [word(front)];
    const isClosed = closed !== undefined && after.startsWith(closed);
    const known = isClosed ? [...ends, ...asWord] : [...asWord, ...ends];
    return [...known.filter(isPiece).slice(0, 1), ...tails.map((tail) => upTo(front, tail)).filter(isPiece)];
  });
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
]);

const START: Pick<FrontMark, 'says' | 'doubt'> & { readonly path: readonly string[] } = {
  path: [],
  says: '',
  doubt: 0,
};

const lit = (value: string): Expr => ({ $: 'lit', value });
const call = (name: string, ...args: readonly Expr[]): Expr => ({ $: 'fn', name, args: [...args] });

type Front = typeof START;

const told = ({ path, says, doubt }: Front) => ({ mark: path.join('…'), says, doubt });

const behind = (path: readonly string[], text: string): string | null =>
  path.reduce<string | null>((rest, mark) => textAfter(rest, mark), text);

const behindExpr = (path: readonly string[], of: Expr): Expr =>
  path.reduce((rest, mark) => call('textAfter', rest, lit(mark)), of);

/** The last mark, and those before it. */
const lastOf = (path: readonly string[]) => ({ first: path.slice(0, -1), last: path.at(-1) ?? '' });

function word(front: Front): Extraction {
  const { first, last } = lastOf(front.path);
  return {
    ...told(front),
    take: (text) => wordAfter(behind(first, text), last),
    expr: (of) => call('wordAfter', behindExpr(first, of), lit(last)),
  };
}

function between(front: Front, end: string): Extraction {
  const { first, last } = lastOf(front.path);
  return {
    ...told(front),
    take: (text) => textBefore(behind(front.path, text), end),
    expr: (of) => call('textBetween', behindExpr(first, of), lit(last), lit(end)),
  };
}

const before = (end: string): Extraction => ({
  ...told(START),
  take: (text) => textBefore(text, end),
  expr: (of) => call('textBefore', of, lit(end)),
});

/** Up to what may follow: `Person 4: Ada Quist` and `Person 5: Bo Lind, Graz`. */
function upTo(front: Front, tail: string): Extraction {
  return {
    ...told(front),
    take: (text) => behind(front.path, text)?.split(tail)[0] ?? null,
    expr: (of) => call('first', call('split', behindExpr(front.path, of), lit(tail))),
  };
}

/**
 * What may end the piece: what closes it, else the signs behind it, with the word after them where a blank alone would
 * say too little.
 */
export function endsOf(after: string, closing: string, isData: IsData): readonly string[] {
  const sign = /^[^\p{L}\p{N}]+/u.exec(after)?.[0] ?? '';
  if (sign === '') return [];
  const following = /^[^\p{L}\p{N}]+([\p{L}]+)/u.exec(after);
  const next = following?.[1] !== undefined && !isData(following[1]) ? following[0] : sign;
  const closed = closing !== '' && sign.startsWith(closing) ? [closing] : [];
  return [...closed, sign, next].filter((end) => end.length <= LONGEST_END || end === sign);
}
