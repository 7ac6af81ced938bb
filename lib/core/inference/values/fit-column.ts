import type { Column } from '../columns/column.ts';
import type { Target } from '../draft/target.ts';
import { saidFit } from '../words/said-source.ts';
import { sharedWords, wordsOf } from '../words/words.ts';

/** How well a member's name fits the argument's. */
export function similarity(column: Column, target: Target): number {
  const { words } = target;
  const exact = words.length > 0 && words.join(' ') === column.words.join(' ') ? 1 : 0;
  const useful = words.filter((word) => word !== 'id' || column.words.includes('id'));
  return (
    exact +
    saidFit(target.said ?? [], column) +
    sharedWords(useful, column.words) +
    0.7 *
      Math.min(
        1,
        sharedWords(
          words.filter((word) => !column.words.includes(word)),
          column.about,
        ),
      ) +
    0.25 * Math.min(1, sharedWords(target.tool, column.about))
  );
}

/** A call that was given a value and gives it back is not where it comes from. */
export function isEcho(column: Column): boolean {
  const { given } = column;
  if (given === undefined) return false;
  return column.values.every((value, row) => {
    if (value === undefined || value === null || typeof value === 'object') return true;
    const names = given[row]?.get(String(value));
    return names?.some((name) => isSameName(wordsOf(name), column)) ?? false;
  });
}

/** `owner_id` is hardly meant where a `contact_id` is asked for. */
export function isOtherThing(column: Column, target: Target): boolean {
  const wanted = specificWords(target.words);
  const own = specificWords(column.words);
  return (
    wanted.length > 0 &&
    own.length > 0 &&
    wanted.length < target.words.length &&
    own.length < column.words.length &&
    sharedWords(wanted, own) === 0 &&
    sharedWords(wanted, column.about) === 0
  );
}

/** Names that say nothing about what they name. */
const GENERIC = new Set([
  'id',
  'key',
  'number',
  'no',
  'name',
  'uid',
  'uuid',
  'code',
  'value',
  'ref',
  'to',
  'by',
  'from',
  'of',
]);

/** The words of a name that tell what it names: `owner` of `owner_id`. */
export const specificWords = (words: readonly string[]): string[] => words.filter((word) => !GENERIC.has(word));

function isSameName(argument: readonly string[], column: Column): boolean {
  if (argument.join(' ') === column.words.join(' ')) return true;
  if (sharedWords(specificWords(argument), column.words) > 0) return true;
  const plain = specificWords(column.words).length === 0;
  return plain && (specificWords(argument).length === 0 || sharedWords(specificWords(argument), column.about) > 0);
}
