import { singular } from './plural.ts';

/** Words of a name or text, in small letters and singular: `pullRequests` → `pull`, `request`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(singular);
}

/** Words as one identifier `[a-z][A-Za-z0-9]*`; `fallback` where nothing usable is left. */
export function camelName(words: readonly string[], fallback: string): string {
  const clean = words
    .flatMap((word) =>
      word
        .normalize('NFKD')
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .split(/[^A-Za-z0-9]+/),
    )
    .filter((word) => word !== '');
  const name = clean
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : capital(word)))
    .join('')
    .replace(/^[0-9]+/, '');
  return /^[a-z]/.test(name) ? name : name === '' ? fallback : name.charAt(0).toLowerCase() + name.slice(1);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** How many words both sides share. */
export function sharedWords(left: readonly string[], right: readonly string[]): number {
  return left.filter((word) => right.includes(word)).length;
}

/** Verbs that tools are named with; they say nothing about the thing that a tool handles. */
const VERBS = new Set(
  `list get search find fetch read lookup look query show view describe count check create add new make post send write
  put insert upload update edit set change modify patch rename move copy assign request open close start stop run
  trigger delete remove destroy archive cancel merge mark save schedule publish submit upsert link attach to of for by
  with all the a an my from in on`.split(/\s+/),
);

/** The nouns in a tool's name: what it is about. */
export function nounsOf(toolName: string): string[] {
  const words = wordsOf(toolName);
  const nouns = words.filter((word) => !VERBS.has(word));
  // `list_merge_requests`: after the first word, what else is a verb is part of a noun.
  return nouns.length > 0 ? nouns : words.slice(1).filter((word) => !SMALL.has(word));
}

const SMALL = new Set(['to', 'of', 'for', 'by', 'with', 'all', 'the', 'a', 'an', 'my', 'from', 'in', 'on', 'as']);
