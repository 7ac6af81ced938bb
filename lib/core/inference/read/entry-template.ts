import { parseEntryTemplate } from '../../tool/entry-template.ts';
import { extractEntries } from '../../tool/extract-entries.ts';
import { saysNothing, saysZero } from '../../tool/extract-lines.ts';
import { entryNames } from './entry-names.ts';
import { type LinePart, splitAlike } from './split-alike.ts';

/** A line longer than this is a sentence of its own. */
const LONGEST_LINE = 400;

/**
 * A template by which a run reads all of the texts as entries, and whose parts are told apart by more than blanks; null
 * where there is none.
 */
export function entryTemplate(texts: readonly string[]): string | null {
  const lists = texts.filter((text) => !saysNothing(text)).map(linesOf);
  const longest = lists.reduce((most, lines) => (lines.length > most.length ? lines : most), []);
  if (longest.length < 2) return null;
  for (const entries of samples(longest, lists)) {
    const template = templateOf(entries);
    if (template === null) continue;
    const parsed = parseEntryTemplate(template);
    if (texts.every((text) => 'entries' in extractEntries(text, parsed))) return template;
  }
  return null;
}

/**
 * Lines that may be all entries: those of the longest text, without the title above if there is one ("7 rooms:"); else
 * those of all texts, as what one text has in common may differ in another (`12 members`, `1 member`).
 */
function samples(longest: readonly string[], lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const untitled = lists.flatMap((lines) =>
    lines.filter((line, at) => at > 0 || !(line.endsWith(':') || saysZero(line))),
  );
  return [longest, ...(longest.length > 2 ? [longest.slice(1)] : []), untitled];
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function templateOf(lines: readonly string[]): string | null {
  if (lines.some((line) => line.length > LONGEST_LINE || /[{}]/.test(line))) return null;
  const parts = splitAlike(lines);
  const holes = parts.filter((part) => typeof part !== 'string');
  if (holes.length < 2 || !isTakenApart(parts)) return null;
  const names = entryNames(parts);
  let hole = 0;
  return parts.map((part) => (typeof part === 'string' ? part : `{${names[hole++] ?? 'text'}}`)).join('');
}

/** Commas alone make a table of values and one colon a pair of a key and a value, which are read as such. */
function isTakenApart(parts: readonly LinePart[]): boolean {
  const [first, ...others] = parts;
  const start = typeof first === 'string' ? first.replace(/^([-*•]|\d+[.)])\s/, '') : '';
  return [start, ...others].some((part) => typeof part === 'string' && /[^\s\p{L}\p{N},;|:]/u.test(part));
}
