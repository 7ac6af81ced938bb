import type { JsonObject } from '../json/json.ts';
import { saysNothing } from './extract-lines.ts';

/** How an entry is written in a line, with its members in braces: `- #{name} ({id}), {members} members`. */
export type EntryTemplate = string;

const HOLE = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/**
 * The lines of a text that are entries by the template, as records of text. Words before the first entry and after the
 * last are left out; null where a line among the entries is written otherwise, and where several lines hold none.
 */
export function extractEntries(text: string, template: EntryTemplate): JsonObject[] | null {
  const pattern = entryPattern(template);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const entries = lines.map((line) => readEntry(line, pattern));
  const first = entries.findIndex((entry) => entry !== null);
  if (first < 0) return lines.length < 2 || lines.every(saysNothing) ? [] : null;
  const among = entries.slice(first, entries.findLastIndex((entry) => entry !== null) + 1);
  const read = among.filter((entry) => entry !== null);
  return read.length === among.length ? read : null;
}

interface EntryPattern {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** The last member takes the rest of the line; each before it ends where the fixed words after it begin. */
export function entryPattern(template: EntryTemplate): EntryPattern {
  const names: string[] = [];
  let source = '';
  let at = 0;
  for (const match of template.matchAll(HOLE)) {
    source += escaped(template.slice(at, match.index));
    source += '(.*?)';
    names.push(match[1] ?? '');
    at = match.index + match[0].length;
  }
  return { pattern: new RegExp(`^${source}${escaped(template.slice(at))}$`), names };
}

export function readEntry(line: string, { pattern, names }: EntryPattern): JsonObject | null {
  const found = pattern.exec(line.trim());
  return found === null ? null : Object.fromEntries(names.map((name, at) => [name, (found[at + 1] ?? '').trim()]));
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
