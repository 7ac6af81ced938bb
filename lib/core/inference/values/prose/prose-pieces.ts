import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { standingColumns } from '../standing/standing-columns.ts';
import { occurrencesOf } from '../text/occurrences-of.ts';
import { isValueIn } from './known-values.ts';
import { extractionsAt } from './marks.ts';
import { extracted } from './prose-columns.ts';
import { isProse, tellingPieces } from './telling-pieces.ts';

/** Pieces of sentences that stand in the text of every row, each by the words in front of it. */
export function prosePieces(strings: readonly string[], target: Target, scope: Scope, context: DraftContext): Column[] {
  const [sample = ''] = strings;
  const isData = isValueIn(scope);
  return standingColumns(sample, scope, context).flatMap((column) => {
    const [text] = column.values;
    if (typeof text !== 'string' || text === sample || !isProse(text) || !usable(column, target)) return [];
    return tellingPieces(text).flatMap(({ piece, index }) => {
      if (occurrencesOf(piece, sample).length === 0 || isSaidBack(piece, column)) return [];
      return extractionsAt(text, { at: index, piece }, isData)
        .map((extraction) => extracted(column, extraction, false))
        .filter(({ values }) =>
          values.every(
            (value, row) => typeof value === 'string' && value !== '' && (strings[row] ?? '').includes(value),
          ),
        )
        .slice(0, 1);
    });
  });
}

/** Whether a sentence gives back what its call was given: that was known before. */
const isSaidBack = (piece: string, { given }: Column): boolean => given?.[0]?.has(piece) === true;
