import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { isIdentifier } from '../../columns/is-identifier.ts';
import { type ItemPath, itemPaths, projected } from '../../columns/item-paths.ts';
import { saidParts } from '../../columns/said-parts.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { aggregatesFor } from './aggregate-kinds.ts';
import { type Accept, acceptedFigures, computedColumn } from './computed-column.ts';
import { countsOfFlags } from './counts-of-flags.ts';
import { countsOfSome } from './counts-of-some.ts';
import { figuresOf } from './list-figures.ts';
import { reckonedLists } from './reckoned-lists.ts';

/** How many items a list has, and sum, least, greatest and mean of its numbers: what `accept` takes in every row. */
export function aggregates(list: Column, context: DraftContext, accept: Accept): Column[] {
  const columns: Column[] = [];
  const lengths = acceptedFigures(list, (items) => items.length, accept);
  if (lengths !== null) {
    columns.push(
      computedColumn(list, {
        name: 'number',
        expr: { $: 'fn', name: 'count', args: [list.expr] },
        values: lengths,
        cost: 1,
        words: ['count'],
      }),
    );
  }
  columns.push(
    ...countsOfSome(list, context, accept),
    ...countsOfFlags(list, context, accept),
    ...figures(list, context, accept),
    ...reckonedLists(list, context).flatMap((reckoned) =>
      figuresAt({ path: [], written: false, gaps: false }, reckoned, context, accept),
    ),
  );
  for (const part of saidParts(list, context)) {
    // The sum of one is that one: which item it is, is found in another way.
    if (!part.values.some((items) => Array.isArray(items) && items.length > 1)) continue;
    // The greatest of some is often that of all: then all is the simpler reading, whatever the words.
    columns.push(...figures({ ...part, cost: list.cost + 2 }, context, accept));
  }
  return columns;
}

/** Sum, least, greatest and mean of each number that the records have. */
function figures(list: Column, context: DraftContext, accept: Accept): Column[] {
  return itemPaths(list).flatMap((at) =>
    (at.numeric || at.written) && at.path.length > 0 ? figuresAt(at, list, context, accept) : [],
  );
}

function figuresAt(
  { path, written, gaps }: Pick<ItemPath, 'path' | 'written' | 'gaps'>,
  list: Column,
  context: DraftContext,
  accept: Accept,
): Column[] {
  const words = wordsOf(path.at(-1) ?? '');
  if (isIdentifier({ words }) && !context.prompt.hasWord(BY_SIZE)) return [];
  return aggregatesFor(context).flatMap((aggregate): Column[] => {
    const accepted = acceptedFigures(list, (items) => aggregate.of(figuresOf(items, path)), accept);
    if (accepted === null) return [];
    const variable = context.variables.make(list.words);
    const numbers = written ? readNumbers({ list, path, gaps }, variable, context) : projected(list, path, variable);
    return [
      computedColumn(list, {
        name: path.length === 0 ? aggregate.label : `${aggregate.label} ${path.join('.')}`,
        expr: aggregate.expr(numbers),
        values: accepted,
        cost: aggregate.cost + (written ? 0.5 : 0),
        words: [...aggregate.words, ...words],
      }),
    ];
  });
}

/** What makes a figure of numbers that only name something: "the highest build number". */
const BY_SIZE = /\b(max(imum|imal)?|highest|greatest|largest|biggest|min(imum|imal)?|lowest|smallest)\b/i;

/** The numbers that a table's texts say, empty cells passed over. */
function readNumbers(
  numbers: { readonly list: Column; readonly path: readonly string[]; readonly gaps: boolean },
  variable: string,
  context: DraftContext,
): Expr {
  const { list, path, gaps } = numbers;
  const memberOf = (item: string): Expr => ({ $: 'get', from: { $: 'ref', of: 'var', id: item }, path: [...path] });
  const full = context.variables.make(list.words);
  const isFull: Expr = { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [memberOf(full)] }] };
  return {
    $: 'over',
    op: 'map',
    in: gaps ? { $: 'over', op: 'filter', in: list.expr, as: full, body: isFull } : list.expr,
    as: variable,
    body: { $: 'fn', name: 'toNumber', args: [memberOf(variable)] },
  };
}
