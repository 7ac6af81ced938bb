import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';

export interface Clause {
  readonly text: string;
  readonly words: readonly string[];
  readonly negated: boolean;
}

/** Pieces of sentences after `if` and its like, up to the next mark or `then`. */
export function clausesOf(context: DraftContext): Clause[] {
  return context.prompt.turns.flatMap((turn) =>
    [
      ...turn.lower.matchAll(
        /\b(only if|only when|if|unless|when|in case|as long as|provided(?: that)?|whenever)\b((?:"[^"]*"|[^.;,:]|[.,:](?=\d))*?)(?=\bthen\b|[.;,:](?!\d)|$)/g,
      ),
    ].map((match) => ({ text: match[2] ?? '', words: wordsOf(match[2] ?? ''), negated: match[1] === 'unless' })),
  );
}
