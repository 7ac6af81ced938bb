import type { EvidenceStatus } from '../../../workflow/evidence.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import { type Target, weightOf } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { Piece } from './fragment.ts';

/**
 * Pieces that a member of a record holds and that any sentence may have, as `done` in "The backup is done": whether the
 * text tells the member or says the word in every run is asked. The member's value stands until it is answered.
 */
export function askDoubtful(
  pieces: readonly Piece[],
  target: Target,
  context: DraftContext,
): { readonly pieces: readonly Piece[]; readonly doubts: readonly string[]; readonly status: EvidenceStatus } {
  const doubts: string[] = [];
  let open = false;
  const settled = pieces.map((piece): Piece => {
    if (typeof piece === 'string' || piece.telling !== 'doubtful') return piece;
    const [word = ''] = piece.texts;
    const answer = context.questions.ask({
      kind: 'word',
      about: [target.about, word],
      text: `The text of ${target.words.join(' ')} says ${JSON.stringify(word)}, and so did ${piece.label} in the recording. Does the text tell that?`,
      row: target.values[0] ?? null,
      options: [
        { id: 'member', label: `Yes, it is ${piece.label}`, expr: piece.expr },
        { id: 'fixed', label: `No, the text says ${JSON.stringify(word)} in every run` },
        SOMETHING_ELSE,
      ],
      default: 'member',
      weight: weightOf(target),
    });
    doubts.push(answer.id);
    open ||= !answer.answered;
    return answer.option === 'fixed' ? word : piece;
  });
  return { pieces: settled, doubts, status: open ? 'assumed' : doubts.length > 0 ? 'asked' : 'proved' };
}
