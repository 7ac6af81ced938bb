import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { plural } from '../../words/plural.ts';

const ORDINALS = [
  ['first', 'first|1st'],
  ['second', 'second|2nd'],
  ['third', 'third|3rd'],
] as const;

/** A place in a list that the user named: "the first step of its policy", where the list's items are steps. */
export interface SaidPlace {
  readonly label: string;
  readonly of: (list: Expr) => Expr;
}

/** The place that the user named and that holds the item in every row; null where they named none or another. */
export function saidPlace(
  list: Column,
  chosen: readonly (readonly number[])[],
  context: DraftContext,
): SaidPlace | null {
  const nouns = [list.words.at(-1), list.about[0]].filter((word) => word !== undefined && word.length > 2);
  if (nouns.length === 0) return null;
  const noun = `(?:${nouns.flatMap((word) => (word === undefined ? [] : [word, plural(word)])).join('|')})`;
  const says = (ordinal: string): boolean =>
    context.prompt.asksFor(new RegExp(`\\b(?:${ordinal})\\s+(?:[\\p{L}-]+\\s+)?${noun}\\b`, 'iu'));
  const at = ORDINALS.findIndex(
    ([, words], place) => chosen.every((indices) => indices.includes(place)) && says(words),
  );
  if (at === 0) return { label: `the first ${nouns[0]}`, of: (from) => ({ $: 'fn', name: 'first', args: [from] }) };
  if (at > 0) {
    const place: Expr = { $: 'lit', value: at };
    return {
      label: `the ${ORDINALS[at]?.[0]} ${nouns[0]}`,
      of: (from) => ({ $: 'fn', name: 'at', args: [from, place] }),
    };
  }
  const isLast = chosen.every((indices, row) => {
    const value = list.values[row];
    return Array.isArray(value) && indices.includes(value.length - 1);
  });
  return isLast && says('last|final')
    ? { label: `the last ${nouns[0]}`, of: (from) => ({ $: 'fn', name: 'last', args: [from] }) }
    : null;
}
