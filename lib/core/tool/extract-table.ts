import type { Json } from '../json/json.ts';

/**
 * Rows of the first table in a text as records by column name: Markdown with bars, else TSV or CSV where every line
 * has as many cells as the first. A text without a table has no rows.
 */
export function extractTable(text: string): Json[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((_, index) => isTableStart(lines, index));
  if (start >= 0) return readMarkdownTable(lines, start).rows;
  return delimitedRows(text, '\t') ?? delimitedRows(text, ',') ?? delimitedRows(text, ';') ?? [];
}

/** Whether a Markdown table with its line of dashes begins at this line. */
export function isTableStart(lines: readonly string[], index: number): boolean {
  return isBarLine(lines[index]) && /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[index + 1] ?? '');
}

/** Reads the Markdown table that begins at a line; `next` is the line after it. */
export function readMarkdownTable(
  lines: readonly string[],
  start: number,
): { readonly rows: Json[]; readonly next: number } {
  const header = barCells(lines[start] ?? '');
  const rows: Json[] = [];
  let next = start + 2;
  for (; isBarLine(lines[next]); next += 1) rows.push(record(header, barCells(lines[next] ?? '')));
  return { rows, next };
}

function isBarLine(line: string | undefined): boolean {
  return line !== undefined && /^\s*\|.*\|\s*$/.test(line);
}

function barCells(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function delimitedRows(text: string, delimiter: string): Json[] | undefined {
  const [header, ...rows] = parseDelimited(text.trim(), delimiter);
  if (!header || header.length < 2 || new Set(header).size < header.length || header.includes('')) return undefined;
  return rows.every((row) => row.length === header.length) ? rows.map((row) => record(header, row)) : undefined;
}

/** RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes. */
function parseDelimited(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (quoted && character !== undefined) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || character === undefined) {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else cell += character;
  }
  return rows;
}

function record(header: readonly string[], cells: readonly string[]): Json {
  return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
}
