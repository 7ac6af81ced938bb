import type { Json } from '../../json/json.ts';
import { readItem, saysNothing } from '../../tool/extract-lines.ts';
import { holdsProperties } from '../../tool/extract-properties.ts';
import { holdsRecords } from '../../tool/extract-records.ts';
import { isTableStart } from '../../tool/extract-table.ts';
import { ENTRIES, type Extractor } from '../../tool/result-data.ts';
import { entryTemplate } from './entry-template.ts';

/** One extractor that reads all of a tool's results, regular text as records where it is regular in all of them. */
export function chooseExtractor(results: readonly Json[]): Extractor {
  const texts = results.filter((data) => typeof data === 'string');
  if (texts.length === 0 && results.some(holdsRecords)) return 'records';
  if (texts.length === 0 || texts.length < results.length) return 'auto';
  const telling = texts.filter((text) => text.trim() !== '' && !saysNothing(text));
  if (telling.length === 0) return 'auto';
  if (telling.every(isTable)) return 'table';
  if (telling.some(isDocument) && telling.every(isLikeDocument)) return 'document';
  if (telling.every(hasFencedJson)) return 'fencedJson';
  if (telling.every(holdsProperties) && telling.some((text) => text.includes('\n'))) return 'properties';
  const template = entryTemplate(telling);
  if (template !== null) return `${ENTRIES}${template}`;
  if (telling.every(isList)) return 'lines';
  return 'auto';
}

function isTable(text: string): boolean {
  return isTableStart(text.trim().split(/\r?\n/), 0);
}

/** Mostly `key: value` lines, with tables between them; more than the one that any sentence may hold. */
function isDocument(text: string): boolean {
  const { pairs, table } = countLines(text);
  return isLikeDocument(text) && (pairs >= 2 || table >= 2);
}

/** What a document is when most of it is missing: `items:` with nothing below. */
function isLikeDocument(text: string): boolean {
  const { first, lines, pairs, table } = countLines(text);
  const startsRight = /^\s*(#{1,6}\s|[\p{L}_][\p{L}\p{N}_ .-]{0,39}:(\s|$))/u.test(first) || table > 0;
  return startsRight && pairs + table >= Math.max(1, lines * 0.6);
}

function countLines(text: string) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const first = lines[0] ?? '';
  const pairs = lines.filter((line) => /^\s*[\p{L}_][\p{L}\p{N}_ .-]{0,39}:(\s|$)/u.test(line)).length;
  const table = lines.filter((line) => /^\s*\|.*\|\s*$/.test(line)).length;
  return { first, lines: lines.length, pairs, table };
}

function hasFencedJson(text: string): boolean {
  return /```[a-z]*\s*\n\s*[[{]/i.test(text);
}

/** Bulleted or numbered lines only, or short lines without spaces such as paths. */
function isList(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => readItem(line) !== undefined)) return true;
  return lines.length > 1 && lines.every((line) => /^\S{1,300}$/.test(line.trim()));
}
