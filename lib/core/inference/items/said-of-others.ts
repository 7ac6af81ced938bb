import type { Column } from '../columns/column.ts';
import type { DraftContext } from '../draft-context.ts';
import { nounsOf, wordsOf } from '../words/words.ts';

/** A place of the prompt. */
export interface Saying {
  readonly turn: string;
  readonly start: number;
}

/** Where the first match of a pattern stands in each turn. */
export const sayingsOf = (said: RegExp, { prompt }: DraftContext): readonly Saying[] =>
  prompt.turns.flatMap(({ id, lower }) => {
    const at = said.exec(lower)?.index;
    return at === undefined ? [] : [{ turn: id, start: at }];
  });

/** How far before what was said its noun is looked for, in characters. */
export const BEFORE = 80;

/**
 * Whether what stands nearest before every saying of something is the noun of other things that were read: `its permits
 * whose …`, `for all of its recipes that are not public`.
 */
export function isSaidOfOthers(
  sayings: readonly Saying[],
  list: Pick<Column, 'words' | 'about'>,
  { calls, prompt }: DraftContext,
): boolean {
  if (sayings.length === 0) return false;
  const own = new Set([...list.words, ...list.about]);
  const others = new Set(
    calls.flatMap(({ effect, tool }) => (effect === 'read' ? nounsOf(tool) : [])).filter((word) => !own.has(word)),
  );
  if (others.size === 0) return false;
  return sayings.every(({ turn, start }) => {
    const text = prompt.turns.find(({ id }) => id === turn)?.text ?? '';
    const words = wordsOf(text.slice(Math.max(0, start - BEFORE), start));
    return others.has(words.findLast((word) => others.has(word) || own.has(word)) ?? '');
  });
}
