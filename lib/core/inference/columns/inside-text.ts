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
  // A whole answer was read as data already, if it is any; only a file of values may be left in it.
  const forms = column.expr.$ === 'ref' ? FORMS.filter(({ name }) => name === 'readTable') : FORMS;
  const form = forms.find(({ fits }) => texts.every(fits));
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
  const lines = text.split(/\r?\n/);
  return (text.includes('|') && lines.some((_, index) => isTableStart(lines, index))) || isDelimited(text, lines);
}

/** Names of columns in the first line, and cells of just so many columns in all others: a file of comma-separated values. */
function isDelimited(text: string, lines: readonly string[]): boolean {
  const header = (lines[0] ?? '').split(/[,;\t]/);
  const isNames =
    header.length >= 2 && header.every((cell) => /^"?[\p{L}_][\p{L}\p{N} _-]{0,39}"?$/u.test(cell.trim()));
  return isNames && lines.length >= FEWEST_LINES && readTable(text).length >= FEWEST_LINES - 1;
}

/** A line of names and two of cells: fewer may be two sentences with commas in them. */
const FEWEST_LINES = 3;
