import type { JsonObject } from '../json/json.ts';
import { bearsSign, type EntryTemplate, isTitle, readEntry, wordsAndMarks } from './entry-template.ts';
import { saysMore, saysNothing, saysPart, saysZero } from './extract-lines.ts';

/** The entries of a text, or the first line of it that is none and may not be left out. */
export type Entries = { readonly entries: JsonObject[] } | { readonly otherwise: string };

/**
 * The lines of a text that are entries by the template, as records of text. One line above them and one below are left
 * out where they cannot be an entry that is written otherwise, and do not say that there are more entries than these.
 * There are none where the text says so: `No rooms.`, `0 rooms:`, a title with nothing below.
 */
export function extractEntries(text: string, template: EntryTemplate): Entries {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const written = lines.flatMap((line, at) =>
    line === '' ? [] : [{ line, entry: readEntry(line, template), isApart: lines[at - 1] === '' }],
  );
  const entries = written.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const stray =
    entries.length === 0
      ? // One line may say what there is none of, all others only that there is nothing.
        written.filter(({ line }) => !saysNothing(line)).find(({ line }, at) => at > 0 || !saysNone(line, template))
      : written.find(({ line, entry, isApart }, at) => {
          if (entry !== null) return false;
          if (at === 0) return !isHeadline(line, template, entries.length);
          return at < written.length - 1 || written[at - 1]?.entry === null || !isFooter(line, template, isApart);
        });
  return stray === undefined ? { entries } : { otherwise: stray.line };
}

/** `0 rooms found`, or a title with nothing below; a title that counts some (`3 rooms:`) does not say so. */
function saysNone(line: string, template: EntryTemplate): boolean {
  if (isTitle(line, template)) return !/^0*[1-9][0-9]*\s/.test(line);
  return saysZero(line) && !bearsSign(line, template);
}

/** Where entries begin with a member, the first of them may lack all others: then only a count tells a headline. */
function isHeadline(line: string, template: EntryTemplate, entries: number): boolean {
  if (saysPart(line)) return false;
  if (isTitle(line, template)) return true;
  return !bearsSign(line, template) && (template.lead.size > 0 || counts(line, entries));
}

/** `Found 2 people`: the count of the entries that were read, before a word in small letters. */
function counts(line: string, entries: number): boolean {
  const words = wordsAndMarks(line);
  return words.some((word, at) => {
    const next = words[at + 1] ?? '';
    return word === String(entries) && /^\p{L}+$/u.test(next) && next === next.toLowerCase();
  });
}

/** A line right below an entry that ends in a member may go on with it. */
function isFooter(line: string, template: EntryTemplate, isApart: boolean): boolean {
  if (template.lead.size === 0 || bearsSign(line, template)) return false;
  return (isApart || !template.isOpen) && !saysPart(line) && (saysNothing(line) || !saysMore(line));
}
