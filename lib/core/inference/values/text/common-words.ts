import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { COMMON } from '../said-values.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

/**
 * Common words (`active`, `open`) that the user said as a condition and that stand in the text of every item, which has
 * them as a member: `133: active` is the item's state and no fixed word, unless the user wrote the words around it too.
 */
export function commonWords(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  if (strings.length < 2) return [];
  const words = [...COMMON].filter(
    (word) =>
      context.prompt.says(word) &&
      strings.every((text) => occurrencesOf(word, text).length > 0 && !isQuoted(word, text, context)),
  );
  if (words.length === 0) return [];
  return scope.columns().flatMap((column): Fragment[] => {
    const word = words.find((one) => column.values.every((value) => value === one));
    if (word === undefined || column.origin !== 'reference' || !usable(column, target)) return [];
    return [
      { texts: strings.map(() => word), expr: column.expr, cost: 0.1 * column.cost, label: column.label, column },
    ];
  });
}

/** Whether the word stands in the prompt with the word before or after it in the text. */
function isQuoted(word: string, text: string, { prompt }: DraftContext): boolean {
  return occurrencesOf(word, text).some((at) => {
    const before = /\p{L}+ $/u.exec(text.slice(0, at))?.[0] ?? '';
    const after = /^ \p{L}+/u.exec(text.slice(at + word.length))?.[0] ?? '';
    return (before !== '' && prompt.mentions(before + word)) || (after !== '' && prompt.mentions(word + after));
  });
}
