import { toText } from '../../../functions/table.ts';
import { valueAt } from '../../../json/path.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, itemsOf, projected } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';

/** The list's plain values put in a row with separators between. */
export function joinedColumns(list: Column, strings: readonly string[], context: DraftContext): Column[] {
  const longest = Math.max(...list.values.map((value) => (Array.isArray(value) ? value.length : 0)));
  if (longest > 300 || longest < 2) return [];
  const found: Column[] = [];
  for (const { path } of itemPaths(list)) {
    const opening = toText(valueAt(itemsOf(list, 0)[0] ?? null, path));
    if (opening === '' || !(strings[0] ?? '').includes(opening)) continue;
    const textsAt = (row: number): string[] => itemsOf(list, row).map((item) => toText(valueAt(item, path)));
    const first = textsAt(0);
    for (const separator of [', ', ',', '\n', '; ', ' ', ' and ', ' / ', '/', '-', '\n- ', ' | ', ' · ']) {
      const whole = first.join(separator);
      if (whole === '' || !(strings[0] ?? '').includes(whole)) continue;
      const joined = list.values.map((_, row) => (row === 0 ? whole : textsAt(row).join(separator)));
      if (!joined.every((text, row) => text !== '' && (strings[row] ?? '').includes(text))) continue;
      const variable = context.variables.make(list.words);
      const { locate, ...rest } = list;
      found.push({
        ...rest,
        expr: { $: 'fn', name: 'join', args: [projected(list, path, variable), { $: 'lit', value: separator }] },
        values: joined,
        cost: list.cost + 1.5,
        origin: 'computed',
        words: wordsOf(path.at(-1) ?? ''),
        about: [...list.words, ...list.about],
        label: `${list.label}[*].${path.join('.')} joined`,
        partial: false,
        ...(locate === undefined ? {} : { locate }),
      });
      break;
    }
  }
  return found;
}
