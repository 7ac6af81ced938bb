import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { promptWords } from '../words/prompt-words.ts';

/** The user's words without those that name members of the items: a `minimum` that they hold is no "least". */
export function wordsBeside(items: Items, context: DraftContext): readonly string[] {
  const own = new Set(items.scope.columns().flatMap((column) => (items.own(column) ? column.words : [])));
  return promptWords(context.prompt).filter((word) => !own.has(word));
}

export const superlativeIn = (words: readonly string[]): string | undefined =>
  words.find((word) => SUPERLATIVES.test(word));

const SUPERLATIVES =
  /^(old|new|lat|recent|larg|big|high|low|small|cheap|expensiv|long|short|most|least|top|first|last|earli|min|max|best|worst|fewest|soon)\w*$/;
