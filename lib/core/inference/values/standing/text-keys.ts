import { surpriseOf } from '../../words/surprise.ts';

const TOKEN = /\p{L}+|\p{N}+/gu;

/** Bits from which a piece is taken to stand in a text wherever its characters are. See `standsAlone`. */
const ANYWHERE = 40;

const MOST_TOKENS = 3;

/**
 * A key that every text has in which the piece stands (as `occurrencesOf` sees it): its first letters and numbers. Null
 * for a piece of which nothing sure can be said, as one of signs only.
 */
export function keyOfPiece(piece: string): string | null {
  const tokens = piece.match(TOKEN) ?? [];
  // A long piece may begin and end in the middle of a word.
  const sure = surpriseOf(piece) >= ANYWHERE ? tokens.slice(1, -1) : tokens;
  return sure.length === 0 ? null : sure.slice(0, MOST_TOKENS).join(' ');
}

/** The keys of all pieces that may stand in the text. */
export function keysOfText(text: string): ReadonlySet<string> {
  const tokens = text.match(TOKEN) ?? [];
  const keys = new Set<string>();
  for (let at = 0; at < tokens.length; at += 1)
    for (let length = 1; length <= MOST_TOKENS && at + length <= tokens.length; length += 1)
      keys.add(tokens.slice(at, at + length).join(' '));
  return keys;
}
