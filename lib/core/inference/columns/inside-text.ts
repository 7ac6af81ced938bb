import { readItems, readTable } from '../../functions/table.ts';
import type { Json } from '../../json/json.ts';
import { isTableStart } from '../../tool/extract-table.ts';
import { parseContainer } from '../../tool/result-data.ts';
import type { Column } from './column.ts';

/** Longer texts are documents of their own. */
const LONGEST = 200_000;

/** How the data in a text are read: the library's function, and what it makes of the text. */
interface Form {
  readonly name: 'fromJson' | 'readTable' | 'readItems';
  readonly word: string;
  readonly fits: (text: string) => boolean;
  readonly read: (text: string) => Json;
}

const FORMS: readonly Form[] = [
  {
    name: 'fromJson',
    word: 'content',
    fits: (text) => parseContainer(text) !== undefined,
    read: (text) => parseContainer(text) ?? null,
  },
  { name: 'readTable', word: 'row', fits: holdsTable, read: readTable },
  {
    name: 'readItems',
    word: 'line',
    fits: (text) => (text.match(/^\s*(?:[-*•]|\d+[.)])\s+\S/gm) ?? []).length >= 2,
    read: readItems,
  },
];

/** What a member that is a text holds as data: JSON, the rows of a table, the items of a list. None for plain texts. */
export function insideText(column: Column): Column | null {
  const texts = column.values.filter((value): value is string => typeof value === 'string' && value !== '');
  if (texts.length === 0 || texts.some((text) => text.length > LONGEST)) return null;
  const form = FORMS.find(({ fits }) => texts.every(fits));
  if (form === undefined) return null;
  const { locate: _locate, ...rest } = column;
  return {
    ...rest,
    expr: { $: 'fn', name: form.name, args: [column.expr] },
    values: column.values.map((value) => (typeof value === 'string' && value !== '' ? form.read(value) : undefined)),
    words: [form.word],
    about: [...column.words, ...column.about],
    cost: column.cost + 1,
    origin: 'computed',
    label: `${form.word}s of ${column.label}`,
  };
}

function holdsTable(text: string): boolean {
  if (!text.includes('|')) return false;
  const lines = text.split(/\r?\n/);
  return lines.some((_, index) => isTableStart(lines, index));
}
