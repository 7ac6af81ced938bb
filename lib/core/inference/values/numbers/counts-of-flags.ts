import { isJsonObject, type Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { itemsOf } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { wordsOf } from '../../words/words.ts';
import { type Accept, acceptedFigures, computedColumn } from './computed-column.ts';

/** How many items have a yes-or-no member that the user named: "how many have checked in" counts `checked_in`. */
export function countsOfFlags(list: Column, context: DraftContext, accept: Accept): Column[] {
  return flagsIn(itemsOf(list, 0)).flatMap((path) => {
    const name = nameOf(path);
    const said = promptWords(context.prompt);
    if (name.length === 0 || !name.every((word) => said.includes(word))) return [];
    const spoken = name.join('[ _-]');
    const isNegated = context.prompt.asksFor(new RegExp(`\\b(not|never|n't|yet to be)( yet)? ${spoken}\\b`, 'i'));
    return (isNegated ? [false, true] : [true]).flatMap((wanted) => countOf(list, { path, wanted }, context, accept));
  });
}

function countOf(
  list: Column,
  flag: { readonly path: readonly string[]; readonly wanted: boolean },
  context: DraftContext,
  accept: Accept,
): Column[] {
  const { path, wanted } = flag;
  const countIn = (items: readonly Json[]): number =>
    items.filter((item) => (valueAt(item, path) === true) === wanted).length;
  const figures = acceptedFigures(list, countIn, accept);
  if (figures === null) return [];
  const variable = context.variables.make(list.words);
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path], missing: 'null' };
  const body: Expr = { $: 'fn', name: wanted ? 'eq' : 'ne', args: [member, { $: 'lit', value: true }] };
  return [
    computedColumn(list, {
      name: `those ${wanted ? '' : 'not '}${path.join('.')}`,
      expr: { $: 'fn', name: 'count', args: [{ $: 'over', op: 'filter', in: list.expr, as: variable, body }] },
      values: figures,
      cost: 1.5,
      words: ['count', 'number', ...nameOf(path)],
    }),
  ];
}

/** Members that are yes or no in every record that has them, at most one object deep; those that never differ say nothing. */
function flagsIn(items: readonly Json[]): readonly (readonly string[])[] {
  const [first] = items;
  if (!isJsonObject(first)) return [];
  const paths = Object.entries(first).flatMap(([key, value]) =>
    isJsonObject(value) ? Object.keys(value).map((inner) => [key, inner]) : [[key]],
  );
  return paths.filter((path) => {
    const values = items.map((item) => valueAt(item, path) ?? null);
    return values.every((value) => value === null || typeof value === 'boolean') && new Set(values).size > 1;
  });
}

/** `isPaid`, `has_badge`: what people say is the rest. */
function nameOf(path: readonly string[]): readonly string[] {
  const words = wordsOf(path.at(-1) ?? '');
  return words.length > 1 && /^(is|has|was|are)$/.test(words[0] ?? '') ? words.slice(1) : words;
}
