import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { occurrencesOf } from '../text/occurrences-of.ts';
import { extractionsAt } from './marks.ts';
import { extracted, isProse } from './prose-columns.ts';

/** Names, numbers and ids: words with capitals or digits, and names of several words. */
const TELLING =
  /(?:\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}'’-]*){1,3})|[\p{L}\p{N}][\p{L}\p{N}._/-]*\p{N}[\p{L}\p{N}]*|\p{N}+(?:[.,]\p{N}+)*|\p{Lu}[\p{L}'’-]+/gu;

/** Pieces of sentences that stand in the text of every row, each by the words in front of it. */
export function prosePieces(strings: readonly string[], target: Target, scope: Scope): Column[] {
  const [sample = ''] = strings;
  return scope.columns().flatMap((column) => {
    const [text] = column.values;
    if (typeof text !== 'string' || text === sample || !isProse(text) || !usable(column, target)) return [];
    return [...text.matchAll(TELLING)].flatMap(({ 0: piece, index }) => {
      if (piece.length < 2 || surpriseOf(piece) < 6 || occurrencesOf(piece, sample).length === 0) return [];
      return extractionsAt(text, index, piece)
        .map((extraction) => extracted(column, extraction, false))
        .filter(({ values }) =>
          values.every(
            (value, row) => typeof value === 'string' && value !== '' && (strings[row] ?? '').includes(value),
          ),
        );
    });
  });
}
