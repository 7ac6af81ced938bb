import type { Scope } from '../../columns/scope.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { holesIn } from '../../words/holes-in.ts';
import { choosePath } from '../paths/choose-path.ts';
import type { Fragment, Piece } from './fragment.ts';

/** What a member that lies elsewhere in the record may be dearer than the best. */
const MARGIN = 1.5;

/** Pieces of a text that more than one member of a record of one name could be: each is the one that is said, or asked. */
export function piecesByPath(
  pieces: readonly Piece[],
  text: string,
  around: { readonly target: Target; readonly scope: Scope },
  context: DraftContext,
): { readonly pieces: readonly Piece[]; readonly doubts: readonly string[] } {
  const holes = holesIn(text, context.prompt, around.target.words);
  const doubts: string[] = [];
  let at = 0;
  const chosen = pieces.map((piece): Piece => {
    const start = at;
    at += (typeof piece === 'string' ? piece : (piece.texts[0] ?? '')).length;
    if (typeof piece === 'string' || piece.column === undefined || piece.others === undefined) return piece;
    const near = piece.others.filter(({ cost }) => cost <= piece.cost + MARGIN).flatMap(withColumn);
    const hole = holes.find((one) => one.start === start && one.end === at)?.words ?? [];
    const [best] = withColumn(piece);
    if (best === undefined) return piece;
    const path = choosePath(best, near, { ...around, hole }, context);
    doubts.push(...path.doubts);
    return path.item;
  });
  return { pieces: chosen, doubts };
}

const withColumn = (item: Fragment) => (item.column === undefined ? [] : [{ item, column: item.column }]);
