import type { DraftContext } from '../../draft-context.ts';
import { holesIn } from '../../words/holes-in.ts';
import { wordsOf } from '../../words/words.ts';

/** Words that the user wrote in a `<hole>` where this piece stands. */
export function holeWords(text: string, piece: string, context: DraftContext): readonly string[] {
  const filled = holesIn(text, context.prompt).find((hole) => text.slice(hole.start, hole.end) === piece);
  if (filled !== undefined) return filled.words;
  const at = text.indexOf(piece);
  if (at < 0) return [];
  const hole = context.prompt.holeAfter(text.slice(0, at));
  return hole === null ? [] : wordsOf(hole);
}
