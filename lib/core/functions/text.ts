import { ExpressionError } from './expression-error.ts';
import { findPattern, isPattern, isPatternName, type PatternName } from './patterns.ts';

/** A typing error must not fill the memory. */
const LONGEST_PADDED = 10_000;

/** Text, or null where a record has none. Tests on null are false; changes of null stay null. */
type Text = string | null | undefined;

/** Whether `phrase` stands somewhere in `text`, ignoring case. */
export function contains(text: Text, phrase: Text): boolean {
  return isText(text) && isText(phrase) && text.toLowerCase().includes(phrase.toLowerCase());
}

export function containsExact(text: Text, phrase: Text): boolean {
  return isText(text) && isText(phrase) && text.includes(phrase);
}

/** Case matters, as in the other exact tests; put `lower` around both where it must not. */
export function startsWith(text: Text, start: Text): boolean {
  return isText(text) && isText(start) && text.startsWith(start);
}

export function endsWith(text: Text, end: Text): boolean {
  return isText(text) && isText(end) && text.endsWith(end);
}

/** Whether the whole text is of the named form; the catalogue is in `patterns.ts`. */
export function matches(text: Text, pattern: string): boolean {
  return isText(text) && isPattern(patternNamed(pattern), text);
}

/** The first piece of the text that is of the named form, else null. */
export function findIn(text: Text, pattern: string): string | null {
  return isText(text) ? findPattern(patternNamed(pattern), text) : null;
}

export function lower(text: string): string;
export function lower(text: Text): string | null;
export function lower(text: Text): string | null {
  return change(text, (value) => value.toLowerCase());
}

export function upper(text: string): string;
export function upper(text: Text): string | null;
export function upper(text: Text): string | null {
  return change(text, (value) => value.toUpperCase());
}

/** First letter of every word large, the rest as it is. */
export function title(text: string): string;
export function title(text: Text): string | null;
export function title(text: Text): string | null {
  return change(text, (value) => value.replace(/(^|\s)(\p{L})/gu, (_, gap, letter) => gap + letter.toUpperCase()));
}

export function capitalize(text: string): string;
export function capitalize(text: Text): string | null;
export function capitalize(text: Text): string | null {
  return change(text, (value) => value.replace(/^\p{L}/u, (letter) => letter.toUpperCase()));
}

/** `Fix: Memory leak!` → `fix-memory-leak`: small letters and digits, everything else one hyphen, accents dropped. */
export function slug(text: string): string;
export function slug(text: Text): string | null;
export function slug(text: Text): string | null {
  return change(text, (value) =>
    value
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, ''),
  );
}

/** Like `slug`, but capitals begin a word too: `dueDate` → `due-date`. */
export function kebab(text: string): string;
export function kebab(text: Text): string | null;
export function kebab(text: Text): string | null {
  return change(text, (value) => words(value).join('-'));
}

export function snake(text: string): string;
export function snake(text: Text): string | null;
export function snake(text: Text): string | null {
  return change(text, (value) => words(value).join('_'));
}

export function camel(text: string): string;
export function camel(text: Text): string | null;
export function camel(text: Text): string | null {
  return change(text, (value) =>
    words(value)
      .map((word, index) => (index === 0 ? word : word.replace(/^./u, (letter) => letter.toUpperCase())))
      .join(''),
  );
}

export function trim(text: string): string;
export function trim(text: Text): string | null;
export function trim(text: Text): string | null {
  return change(text, (value) => value.trim());
}

/** At most the first `length` characters; a character is a Unicode code point. */
export function truncate(text: string, length: number): string;
export function truncate(text: Text, length: number): string | null;
export function truncate(text: Text, length: number): string | null {
  return change(text, (value) => Array.from(value).slice(0, Math.max(0, length)).join(''));
}

/** The first letters of all words, in capitals: `Ada King Lovelace` gives `AKL`. */
export function initials(text: string): string;
export function initials(text: Text): string | null;
export function initials(text: Text): string | null {
  if (text === null || text === undefined) return null;
  const first = text.matchAll(/([\p{L}\p{N}])[\p{L}\p{N}'’]*/gu);
  return Array.from(first, ([, letter = '']) => letter.toUpperCase()).join('');
}

/** Every occurrence of `search` becomes `by`; both are plain text. An empty `search` changes nothing. */
export function replace(text: string, search: string, by: string): string;
export function replace(text: Text, search: string, by: string): string | null;
export function replace(text: Text, search: string, by: string): string | null {
  return change(text, (value) => (search === '' ? value : value.split(search).join(by)));
}

/** Pieces between the separators; null has none. */
export function split(text: Text, separator: string): string[] {
  if (separator === '') throw new ExpressionError('split needs a separator that is not empty.');
  return isText(text) ? text.split(separator) : [];
}

/** Non-empty lines without their line ends. */
export function lines(text: Text): string[] {
  return isText(text) ? text.split(/\r\n|\n|\r/).filter((line) => line !== '') : [];
}

export function padStart(text: string, length: number, fill?: string): string;
export function padStart(text: Text, length: number, fill?: string): string | null;
export function padStart(text: Text, length: number, fill = ' '): string | null {
  if (length > LONGEST_PADDED) throw new ExpressionError(`padStart fills up to ${LONGEST_PADDED} characters at most.`);
  return change(text, (value) => {
    const missing = Math.max(0, length - Array.from(value).length);
    return fill === '' ? value : Array.from(fill.repeat(missing)).slice(0, missing).join('') + value;
  });
}

export function stripPrefix(text: string, prefix: string): string;
export function stripPrefix(text: Text, prefix: string): string | null;
export function stripPrefix(text: Text, prefix: string): string | null {
  return change(text, (value) => (value.startsWith(prefix) ? value.slice(prefix.length) : value));
}

export function stripSuffix(text: string, suffix: string): string;
export function stripSuffix(text: Text, suffix: string): string | null;
export function stripSuffix(text: Text, suffix: string): string | null {
  return change(text, (value) => (suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value));
}

/** What stands before the first `mark`, else null. */
export function textBefore(text: Text, mark: string): string | null {
  const at = isText(text) ? text.indexOf(mark) : -1;
  return isText(text) && at >= 0 ? text.slice(0, at) : null;
}

/** What stands after the first `mark`, else null. */
export function textAfter(text: Text, mark: string): string | null {
  const at = isText(text) ? text.indexOf(mark) : -1;
  return isText(text) && at >= 0 ? text.slice(at + mark.length) : null;
}

/** The word after the first `mark`, up to the next space and without punctuation at its end, else null. */
export function wordAfter(text: Text, mark: string): string | null {
  const word = /^\S+/u.exec(textAfter(text, mark) ?? '')?.[0].replace(/[.,;:!?)\]}"'”’]+$/u, '');
  return word === undefined || word === '' ? null : word;
}

/** What stands between the first `start` and the next `end`, else null. */
export function textBetween(text: Text, start: string, end: string): string | null {
  return textBefore(textAfter(text, start), end);
}

/** `octo@example.com` → user `octo`, domain `example.com`; null where the text is no address. */
export function emailPart(text: Text, part: string): string | null {
  if (part !== 'user' && part !== 'domain')
    throw new ExpressionError(`emailPart knows user and domain, not "${part}".`);
  if (!isText(text) || !isPattern('email', text)) return null;
  const at = text.lastIndexOf('@');
  return part === 'user' ? text.slice(0, at) : text.slice(at + 1);
}

function isText(text: Text): text is string {
  return typeof text === 'string';
}

function change(text: Text, apply: (value: string) => string): string | null {
  return isText(text) ? apply(text) : null;
}

function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function patternNamed(name: string): PatternName {
  if (isPatternName(name)) return name;
  throw new ExpressionError(`There is no pattern "${name}".`);
}
