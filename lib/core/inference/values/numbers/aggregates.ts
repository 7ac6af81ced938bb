import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, projected } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { aggregatesFor } from './aggregate-kinds.ts';
import { countsOfSome } from './counts-of-some.ts';

/**
 * How many items a list has, and sum, least, greatest and mean of its numbers. Reckoned for all rows only where
 * `accept` takes the first row's figure.
 */
export function aggregates(list: Column, context: DraftContext, accept: (first: number) => boolean): Column[] {
  const derive = (
    name: string,
    expr: Expr,
    values: readonly (Json | undefined)[],
    cost: number,
    words: readonly string[],
  ): Column => {
    const { locate, ...rest } = list;
    return {
      ...rest,
      expr,
      values,
      cost: list.cost + cost,
      origin: 'computed',
      words,
      about: [...list.words, ...list.about],
      label: `${name} of ${list.label}`,
      partial: false,
      ...(locate === undefined ? {} : { locate }),
    };
  };
  const lists = list.values.map((value) => (Array.isArray(value) ? value : undefined));
  const columns: Column[] = [];
  if (accept(lists[0]?.length ?? -1)) {
    columns.push(
      derive(
        'number',
        { $: 'fn', name: 'count', args: [list.expr] },
        lists.map((value) => value?.length),
        1,
        ['count'],
      ),
    );
  }
  columns.push(...countsOfSome(list, context, accept, derive));
  const numbersAt = (row: number, path: readonly string[]): (number | null)[] =>
    (lists[row] ?? []).map((item) => valueAt(item, path)).map((value) => (typeof value === 'number' ? value : null));
  for (const { path, numeric } of itemPaths(list)) {
    if (!numeric || path.length === 0) continue;
    const first = numbersAt(0, path);
    for (const aggregate of aggregatesFor(context)) {
      const value = aggregate.apply(first);
      if (value === null || !accept(value)) continue;
      const variable = context.variables.make(list.words);
      const reckoned = new Map<Json, number | undefined>();
      const values = lists.map((items, row) => {
        if (items === undefined) return undefined;
        if (!reckoned.has(items)) reckoned.set(items, aggregate.apply(numbersAt(row, path)) ?? undefined);
        return reckoned.get(items);
      });
      columns.push(
        derive(
          `${aggregate.label} ${path.join('.')}`,
          aggregate.expr(projected(list, path, variable)),
          values,
          aggregate.cost,
          [...aggregate.words, ...wordsOf(path.at(-1) ?? '')],
        ),
      );
    }
  }
  return columns;
}
