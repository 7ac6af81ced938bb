import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';

type Named = Pick<Column, 'words' | 'about'>;

/** Names that wrap a list in an answer and say nothing about what it lists. */
const WRAPPERS = new Set(['item', 'result', 'data', 'entry', 'record', 'row', 'value', 'node', 'list', 'content']);

/** What the user may call one item of the list, singular: the list's own name, or that of what holds it where that says little. */
export function nounOf({ words, about }: Named): string | undefined {
  const own = words.at(-1);
  return own === undefined || WRAPPERS.has(own) ? (about.findLast((word) => !WRAPPERS.has(word)) ?? own) : own;
}

/** Whether the user spoke of each of these: "for every ticket". */
export function isNamedList(list: Named, context: DraftContext): boolean {
  const noun = nounOf(list);
  if (noun === undefined || noun.length < 3) return false;
  return context.prompt.hasWord(
    new RegExp(`\\b(each|every|all)\\b(?:\\s+[\\w-]+){0,3}?\\s+${noun.replace(/[^\p{L}\p{N}]/gu, '')}`, 'iu'),
  );
}

/** As `isNamedList`, but by the list's own name, also where that says little: "all results". */
export function areAllNamed({ words, about }: Named, context: DraftContext): boolean {
  return isNamedList({ words: [], about: (words.length > 0 ? words : about).slice(-1) }, context);
}

/** Whether the user spoke of each single one: "for every article whose …", "close each ticket". */
export function isForEvery(list: Named, context: DraftContext): boolean {
  const noun = nounOf(list);
  if (noun === undefined || noun.length < 3) return false;
  return context.prompt.hasWord(
    new RegExp(`\\b(each|every)\\b(?:\\s+[\\w-]+){0,2}?\\s+${noun.replace(/[^\p{L}\p{N}]/gu, '')}`, 'iu'),
  );
}

/** Whether the user spoke of all that belong to one thing: "all of its parcels". */
export function isAllOfIts(list: Column, context: DraftContext): boolean {
  const noun = nounOf(list);
  if (noun === undefined || noun.length < 3) return false;
  return context.prompt.hasWord(
    new RegExp(
      `\\ball (?:of )?(?:its|their|his|her)(?:\\s+[\\w-]+){0,2}?\\s+${noun.replace(/[^\p{L}\p{N}]/gu, '')}`,
      'iu',
    ),
  );
}
