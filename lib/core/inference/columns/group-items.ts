import type { Json } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { DraftContext } from '../draft-context.ts';
import { wordsOf } from '../words/words.ts';
import type { Column } from './column.ts';

/** The groups `{key, items}` that a list falls into by a member; null where no two items share a value of it. */
export function groupedColumn(list: Column, path: readonly string[], context: DraftContext): Column | null {
  let shared = false;
  const values = list.values.map((value): Json | undefined => {
    if (!Array.isArray(value)) return undefined;
    const groups = new Map<string, { key: Json; items: Json[] }>();
    for (const item of value) {
      const key = valueAt(item, path) ?? null;
      const text = JSON.stringify(key);
      const group = groups.get(text) ?? { key, items: [] };
      if (group.items.length > 0) shared = true;
      group.items.push(item);
      groups.set(text, group);
    }
    return [...groups.values()];
  });
  // Where every row is one group already, the list is what an outer grouping made.
  const split = values.some((groups) => Array.isArray(groups) && groups.length > 1);
  if (!shared || (values.length > 1 && !split)) return null;
  const variable = context.variables.make(list.words);
  const { locate: _locate, ...rest } = list;
  return {
    ...rest,
    expr: {
      $: 'over',
      op: 'groupBy',
      in: list.expr,
      as: variable,
      body: { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path], missing: 'null' },
    },
    values,
    words: [...wordsOf(path.at(-1) ?? '').slice(0, 1), 'group'],
    about: [...list.words, ...list.about],
    cost: list.cost + 2,
    origin: 'computed',
    label: `${list.label} by ${path.join('.')}`,
  };
}
