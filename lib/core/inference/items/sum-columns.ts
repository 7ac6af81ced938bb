import type { Json } from '../../json/json.ts';
import type { Column } from '../columns/column.ts';
import { itemPaths, projected } from '../columns/item-paths.ts';
import type { DraftContext } from '../draft-context.ts';
import { figuresOf } from '../values/numbers/list-figures.ts';
import { wordsOf } from '../words/words.ts';

/** What the numbers in each item's own list come to: dishes by how many portions were ordered of them. */
export function sumColumns(list: Column, context: DraftContext): Column[] {
  return itemPaths(list).flatMap(({ path, numeric }): Column[] => {
    if (!numeric || path.length === 0) return [];
    const values = list.values.map((items): Json | undefined =>
      Array.isArray(items) ? figuresOf(items, path).sum : undefined,
    );
    if (new Set(values).size < 2) return [];
    const variable = context.variables.make(list.words);
    const { locate: _locate, ...rest } = list;
    return [
      {
        ...rest,
        expr: { $: 'fn', name: 'sum', args: [projected(list, path, variable)] },
        values,
        words: wordsOf(path.at(-1) ?? ''),
        label: `sum of ${list.label}.${path.join('.')}`,
        cost: list.cost + 1,
      },
    ];
  });
}
