import type { DraftContext } from '../../draft-context.ts';
import { holesIn } from '../../words/holes-in.ts';
import { wordsOf } from '../../words/words.ts';

export interface PieceOfText {
  readonly text: string;
  readonly piece: string;
  /** Words of the name of the parameter that the text is for. */
  readonly parameter: readonly string[];
}

/** Words that the user wrote in a `<hole>` where this piece stands. */
export function holeWords({ text, piece, parameter }: PieceOfText, context: DraftContext): readonly string[] {
  const filled = holesIn(text, context.prompt, parameter).find((hole) => text.slice(hole.start, hole.end) === piece);
  if (filled !== undefined) return filled.words;
  const at = text.indexOf(piece);
  if (at < 0) return [];
  const hole = context.prompt.holeAfter(text.slice(0, at));
  return hole === null ? [] : wordsOf(hole);
}
