import type { Column } from '../../columns/column.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import type { PredicateSearch } from './predicate.ts';

/** Words of the user, in one piece, that a text may contain. */
export interface PromptPhrase {
  readonly text: string;
  readonly quoted: boolean;
}

const MAX_PHRASES = 40;

/** Phrases of the prompt that some of the column's texts contain: quoted ones first, then runs of up to three words. */
export function phrasesIn(column: Column, search: PredicateSearch): readonly PromptPhrase[] {
  const haystack = haystackOf(column.values);
  const found = new Map<string, PromptPhrase>();
  for (const { text } of search.prompt.quoted) {
    const lower = text.toLowerCase();
    if (text.length > 1 && haystack.includes(lower)) found.set(lower, { text, quoted: true });
  }
  for (const run of runsOf(search.prompt)) {
    if (found.size >= MAX_PHRASES) break;
    if (!haystack.includes(run.lower)) continue;
    const text = wholeToken(run, haystack);
    const lower = text.toLowerCase();
    if (text.length < 3 || (run.words === 1 && STOP.has(lower)) || found.has(lower)) continue;
    found.set(lower, { text, quoted: false });
  }
  return [...found.values()].slice(0, MAX_PHRASES);
}

/** `.tmp` is meant where the user wrote `.tmp`: marks in front belong to a word as long as the data have them too. */
function wholeToken({ text, lower, mark }: Run, haystack: string): string {
  return mark !== '' && haystack.includes(mark + lower) ? mark + text : text;
}

const haystacks = new WeakMap<Column['values'], string>();

/** All texts of a column in small letters, in one text with marks between that nobody writes. */
function haystackOf(values: Column['values']): string {
  let haystack = haystacks.get(values);
  if (haystack === undefined) {
    haystack = values.map((value) => (typeof value === 'string' ? value.toLowerCase() : '')).join('\u0001');
    haystacks.set(values, haystack);
  }
  return haystack;
}

/** Up to three words of the user in a row, and the marks right before them. */
interface Run {
  readonly text: string;
  readonly lower: string;
  readonly words: number;
  readonly mark: string;
}

const remembered = new WeakMap<PromptText, readonly Run[]>();

function runsOf(prompt: PromptText): readonly Run[] {
  const known = remembered.get(prompt);
  if (known !== undefined) return known;
  const runs: Run[] = [];
  for (const turn of prompt.turns) {
    const words = [...turn.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}._@+-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu)];
    for (const [start, from] of words.entries()) {
      const mark = /(?<![^\s"'(“‘`])[.#@/~*_-]{1,2}$/.exec(turn.text.slice(0, from.index))?.[0] ?? '';
      for (const [at, to] of words.slice(start, start + 3).entries()) {
        const text = turn.text.slice(from.index, to.index + to[0].length);
        runs.push({ text, lower: text.toLowerCase(), words: at + 1, mark });
      }
    }
  }
  remembered.set(prompt, runs);
  return runs;
}

const STOP = new Set(
  `the and for with all each every from into that this which whose who are was were has have had not its it's than then
  them they their there these those when where while one two any but our your you can will per via out off see add get
  set put new use`.split(/\s+/),
);
