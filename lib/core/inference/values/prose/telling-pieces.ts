import { surpriseOf } from '../../words/surprise.ts';

/** Longer texts are documents; shorter ones hold nothing but the value. */
const LONGEST = 6000;
const SHORTEST = 12;

export function isProse(text: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST && /\p{L}\s+\S+\s/u.test(text);
}

/** Names, numbers and ids: words with capitals or digits, and names of several words. */
const TELLING =
  /(?:\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}'’-]*){1,3})|[\p{L}\p{N}][\p{L}\p{N}._/-]*\p{N}[\p{L}\p{N}]*|\p{N}+(?:[.,]\p{N}+)*|\p{Lu}[\p{L}'’-]+/gu;

/** Pieces of a sentence that may be taken over from it, and where they stand. */
export function tellingPieces(text: string): readonly { readonly piece: string; readonly index: number }[] {
  return [...text.matchAll(TELLING)].flatMap(({ 0: piece, index }) =>
    piece.length < 2 || surpriseOf(piece) < 6 ? [] : [{ piece, index }],
  );
}
