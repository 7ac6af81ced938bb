import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';

/** Words that the user wrote in a `<hole>` where this piece stands. */
export function holeWords(text: string, piece: string, context: DraftContext): string[] {
  const at = text.indexOf(piece);
  if (at < 0) return [];
  const hole = context.prompt.holeAfter(text.slice(0, at));
  return hole === null ? [] : wordsOf(hole);
}
