import type { Json } from '../json/json.ts';
import { extractLines } from '../tool/extract-lines.ts';
import { extractTable } from '../tool/extract-table.ts';
import { describeValue, ExpressionError } from './expression-error.ts';

/** Text as it is, numbers and booleans as JSON writes them, null as nothing, lists and objects as compact JSON. */
export function toText(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** JSON text; `indent` spaces per level, compact where absent. Members keep their order. */
export function toJson(value: Json | undefined, indent?: number): string {
  return JSON.stringify(value ?? null, null, indent);
}

/** The value that a JSON text says; null stays null. */
export function fromJson(text: string | null | undefined): Json {
  if (text === null || text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ExpressionError(`Cannot read JSON from ${describeValue(text)}.`);
  }
}

/** A Markdown table of rows of cells under the headers; bars in cells are escaped and line ends become spaces. */
export function markdownTable(headers: readonly string[], rows: readonly (readonly Json[])[]): string {
  const wrong = rows.find((row) => !Array.isArray(row));
  if (wrong !== undefined)
    throw new ExpressionError(`A row of a table must be a list, but it is ${describeValue(wrong)}.`);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = (value: Json) => toText(value).replaceAll('|', '\\|').replace(/\r?\n/g, ' ');
  return [line(headers.map(cell)), line(headers.map(() => '---')), ...rows.map((row) => line(row.map(cell)))].join(
    '\n',
  );
}

/** Rows of the first table in a text as records by column name, cells as texts; none where there is no table. */
export function readTable(text: string | null | undefined): Json[] {
  return text === null || text === undefined ? [] : extractTable(text);
}

/** Items of the bulleted or numbered list in a text, else its lines; none where it says that there is nothing. */
export function readItems(text: string | null | undefined): string[] {
  return text === null || text === undefined ? [] : extractLines(text);
}
