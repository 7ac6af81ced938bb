import { entryPattern, readEntry } from '../../tool/extract-entries.ts';
import { saysNothing } from '../../tool/extract-lines.ts';
import { entryNames } from './entry-names.ts';
import { type LinePart, splitAlike } from './split-alike.ts';

/** A line longer than this is a sentence of its own. */
const LONGEST_LINE = 400;

/** A template that the lines of all texts fit, and whose parts are told apart by more than blanks; null where there is none. */
export function entryTemplate(texts: readonly string[]): string | null {
  const lists = texts.filter((text) => !saysNothing(text)).map(linesOf);
  const longest = lists.reduce((most, lines) => (lines.length > most.length ? lines : most), []);
  if (longest.length < 2) return null;
  // A title stands above the entries, if at all: "7 rooms:".
  for (const start of longest.length > 2 ? [0, 1] : [0]) {
    const template = templateOf(longest.slice(start));
    if (template !== null && lists.every((lines) => fits(lines, template))) return template;
  }
  return null;
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

/** Whether a text is such entries, with a title of one line at most above them, or tells in one line that there are none. */
function fits(lines: readonly string[], template: string): boolean {
  const pattern = entryPattern(template);
  const [first, ...rest] = lines;
  if (first === undefined) return true;
  if (rest.length === 0) return true;
  return rest.every((line) => readEntry(line, pattern) !== null);
}
