import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, projected } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { aggregatesFor } from './aggregate-kinds.ts';
import { type Accept, acceptedFigures, computedColumn } from './computed-column.ts';
import { countsOfSome } from './counts-of-some.ts';

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
  columns.push(...countsOfSome(list, context, accept));
  for (const { path, numeric } of itemPaths(list)) {
    if (!numeric || path.length === 0) continue;
    for (const aggregate of aggregatesFor(context)) {
      const figures = acceptedFigures(list, (items) => aggregate.apply(numbersIn(items, path)), accept);
      if (figures === null) continue;
      const variable = context.variables.make(list.words);
      columns.push(
        computedColumn(list, {
          name: `${aggregate.label} ${path.join('.')}`,
          expr: aggregate.expr(projected(list, path, variable)),
          values: figures,
          cost: aggregate.cost,
          words: [...aggregate.words, ...wordsOf(path.at(-1) ?? '')],
        }),
      );
    }
  }
  return columns;
}

const remembered = new WeakMap<readonly Json[], Map<string, readonly (number | null)[]>>();

/** The numbers that a list's records have at a path, null where there is none. */
function numbersIn(items: readonly Json[], path: readonly string[]): readonly (number | null)[] {
  let known = remembered.get(items);
  if (known === undefined) {
    known = new Map();
    remembered.set(items, known);
  }
  const key = path.join('\u0000');
  let numbers = known.get(key);
  if (numbers === undefined) {
    numbers = items.map((item) => {
      const value = valueAt(item, path);
      return typeof value === 'number' ? value : null;
    });
    known.set(key, numbers);
  }
  return numbers;
}
