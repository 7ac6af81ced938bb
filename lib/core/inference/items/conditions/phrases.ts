import type { Column } from '../../columns/column.ts';
import type { PredicateSearch } from './predicate.ts';

/** Phrases of the prompt that a text may contain: quoted ones first, then runs of up to three telling words. */
export function phrasesOf(search: PredicateSearch, column: Column): { text: string; quoted: boolean }[] {
  const lower = column.values.map((value) => (typeof value === 'string' ? value.toLowerCase() : ''));
  const stands = (text: string): boolean => lower.some((value) => value.includes(text.toLowerCase()));
  const found = new Map<string, { text: string; quoted: boolean }>();
  for (const quote of search.prompt.quoted)
    if (quote.text.length > 1 && stands(quote.text))
      found.set(quote.text.toLowerCase(), { text: quote.text, quoted: true });
  for (const turn of search.prompt.turns) {
    const words = [...turn.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}._@+-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu)];
    for (let start = 0; start < words.length; start += 1) {
      for (let length = 1; length <= 3; length += 1) {
        const from = words[start];
        const to = words[start + length - 1];
        if (from === undefined || to === undefined) break;
        const end = (to.index ?? 0) + to[0].length;
        const text = wholeToken(turn.text.slice(from.index ?? 0, end), turn.text.slice(0, from.index ?? 0), stands);
        if (text.length < 3 || (length === 1 && STOP.has(text.toLowerCase()))) continue;
        if (!found.has(text.toLowerCase()) && stands(text)) found.set(text.toLowerCase(), { text, quoted: false });
      }
    }
  }
  return [...found.values()].slice(0, 40);
}

/** `.tmp` is meant where the user wrote `.tmp`: marks in front belong to a word as long as the data have them too. */
function wholeToken(text: string, before: string, stands: (text: string) => boolean): string {
  const mark = /(?<![^\s"'(“‘`])[.#@/~*_-]{1,2}$/.exec(before)?.[0] ?? '';
  return mark !== '' && stands(mark + text) ? mark + text : text;
}

const STOP = new Set(
  `the and for with all each every from into that this which whose who are was were has have had not its it's than then
  them they their there these those when where while one two any but our your you can will per via out off see add get
  set put new use`.split(/\s+/),
);
