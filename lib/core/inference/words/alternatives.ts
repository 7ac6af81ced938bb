import type { PromptText } from './prompt-text.ts';

const WORD = String.raw`["'“‘]?[\p{L}_-]+["'”’]?`;
const LIST = new RegExp(String.raw`${WORD}(?:(?:\s*,\s*${WORD})*\s*,?\s+or\s+${WORD}|(?:\s*[/|]\s*${WORD})+)`, 'gu');
const GAP = /\s*,?\s+or\s+|\s*[,/|]\s*/;

/** The words of a text that are one list of alternatives and nothing else: `passed or failed`, `yes/no`; else none. */
export function alternativesOf(text: string): readonly string[] {
  const [only] = text.trim().match(LIST) ?? [];
  return only === text.trim() ? wordsOfList(only) : [];
}

/** Lists of single words, one of which the user says will be: `wait until it has passed or failed`. */
export function saidAlternatives(prompt: PromptText): readonly (readonly string[])[] {
  return prompt.turns.flatMap(({ text }) => (text.match(LIST) ?? []).map(wordsOfList));
}

const wordsOfList = (list: string): readonly string[] =>
  list.split(GAP).map((word) => word.replace(/^["'“‘]|["'”’]$/gu, ''));
