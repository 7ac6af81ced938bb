import { toText } from '../../../functions/table.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, itemsOf, projected } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { type JoinedMarks, marksOf } from './joined-marks.ts';

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
    for (const marks of waysToJoin(first, strings[0] ?? '')) {
      const joined = list.values.map((_, row) => joinWith(row === 0 ? first : textsAt(row), marks));
      if (!joined.every((text, row) => text !== '' && (strings[row] ?? '').includes(text))) continue;
      const variable = context.variables.make(list.words);
      const { locate, ...rest } = list;
      found.push({
        ...rest,
        expr: {
          $: 'fn',
          name: 'join',
          args: [markedItems(list, path, variable, marks), { $: 'lit', value: marks.separator }],
        },
        values: joined,
        // Three and more in a row, in their order, do not stand there by chance.
        cost: list.cost + (first.length > 2 ? 0.5 : 1.5),
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

const SEPARATORS = [', ', ',', '\n', '; ', ' ', ' and ', ' / ', '/', '-', '\n- ', ' | ', ' · '];

/** How the texts may stand in the whole, marks that every item carries first. */
function waysToJoin(texts: readonly string[], whole: string): readonly JoinedMarks[] {
  const marks = marksOf(texts, whole);
  const plain = SEPARATORS.filter((separator) => whole.includes(texts.join(separator)));
  return [
    ...(marks === null ? [] : [marks]),
    ...plain.map((separator): JoinedMarks => ({ prefix: '', separator, suffix: '' })),
  ];
}

const joinWith = (texts: readonly string[], { prefix, separator, suffix }: JoinedMarks): string =>
  texts.map((text) => prefix + text + suffix).join(separator);

/** The items' members, with the marks around each. */
function markedItems(list: Column, path: readonly string[], variable: string, marks: JoinedMarks): Expr {
  const { prefix, suffix } = marks;
  if (prefix + suffix === '') return projected(list, path, variable);
  const item: Expr = { $: 'ref', of: 'var', id: variable };
  const member: Expr = path.length === 0 ? item : { $: 'get', from: item, path: [...path] };
  const parts = [prefix, member, suffix].filter((part) => part !== '');
  return { $: 'over', op: 'map', in: list.expr, as: variable, body: { $: 'text', parts } };
}
