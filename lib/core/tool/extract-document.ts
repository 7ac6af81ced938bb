import type { Json } from '../json/json.ts';
import { readPair } from './extract-key-values.ts';
import { readItem, saysNothing, saysZero } from './extract-lines.ts';
import { isTableStart, readMarkdownTable } from './extract-table.ts';

/**
 * A text of `key: value` lines, with tables and lists under keys or headings, as one record. A table or list without a
 * name before it is called `items`. Values are text, tables lists of records, lists lists of text; a key whose list is
 * said to be empty (`issues:` then `No results.`) is an empty list, and so are `items` where a line counts none of them
 * (`Page 1 of 1 (0 issues)`). The first of equal keys stays.
 */
export function extractDocument(text: string): Json {
  const lines = text.split(/\r?\n/);
  const members = new Map<string, Json>();
  const keep = (key: string, value: Json) => {
    if (!members.has(key)) members.set(key, value);
  };
  let name: string | undefined;
  let open: string | undefined;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (isTableStart(lines, at)) {
      const table = readMarkdownTable(lines, at);
      keep(name ?? 'items', table.rows);
      name = open = undefined;
      at = table.next;
      continue;
    }
    const heading = /^\s*#{1,6}\s+(.*\S)\s*$/.exec(line)?.[1];
    const pair = readPair(line);
    const item = pair ? undefined : readItem(line);
    if (heading !== undefined) {
      name = heading;
      open = undefined;
    } else if (pair) {
      if (name !== undefined) keep(name, '');
      name = pair.value === '' ? pair.key : undefined;
      open = pair.value !== '' && !members.has(pair.key) ? pair.key : undefined;
      if (open !== undefined) members.set(open, pair.value);
    } else if (item !== undefined && open === undefined) {
      const items = readItems(lines, at);
      keep(name ?? 'items', items);
      name = undefined;
      at += items.length;
      continue;
    } else if (line.trim() === '') open = undefined;
    else if (name !== undefined && saysNothing(line)) {
      keep(name, []);
      name = undefined;
    } else if (name !== undefined) {
      // A value that begins on the line after its key.
      keep(name, line.trim());
      open = name;
      name = undefined;
    } else if (open !== undefined) {
      const before = members.get(open);
      if (typeof before === 'string') members.set(open, `${before}\n${line}`);
    } else if (saysZero(line)) keep('items', []);
    at += 1;
  }
  if (name !== undefined) keep(name, '');
  return Object.fromEntries(members);
}

function readItems(lines: readonly string[], start: number): string[] {
  const items: string[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const item = readItem(lines[at] ?? '');
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}
