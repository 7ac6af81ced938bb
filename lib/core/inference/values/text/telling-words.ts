import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { saidAlternatives } from '../../words/alternatives.ts';
import { isFrameWord, isSmallWord } from '../../words/frame-words.ts';
import { singular } from '../../words/plural.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { wordsOf } from '../../words/words.ts';
import { isEcho } from '../fit-column.ts';
import { isValueIn } from '../prose/known-values.ts';

/** How sure it is that words of a text are what a record holds: `doubtful` are words that any sentence may have. */
export type Telling = 'sure' | 'doubtful';

/** Changes of case leave the word that it is. */
const CASES = new Set(['lower', 'upper', 'capitalize', 'title']);
/** Of a person's name people write a part. */
const PARTS_OF_NAME = new Set(['first word', 'last word', 'initials']);
const PERSON = /^\p{Lu}[\p{L}'’-]+( \p{Lu}[\p{L}'’.-]*){1,3}$/u;

/**
 * Whether a piece of a text tells what a member of a record holds. The user did not say it, and it is the member's whole
 * value, or what people make of one: another case, a day, a part of a person's name. Null where it may well stand there
 * for itself.
 */
export function tellingOf(
  { piece, column, change }: { readonly piece: string; readonly column: Column; readonly change?: string },
  text: string,
  context: DraftContext,
): Telling | null {
  if (column.origin !== 'reference' || !/\p{L}/u.test(piece) || isGivenBack(column)) return null;
  if (isSaid(piece, text, context)) return null;
  const [value] = column.values;
  if (change !== undefined && PARTS_OF_NAME.has(change))
    return PERSON.test(String(value)) && !isFrameWord(piece) ? 'sure' : null;
  if (change !== undefined && /[yMdEHm]{2}/.test(change)) return 'sure';
  if (change !== undefined && !CASES.has(change)) return null;
  return ofWord(piece, column, text, context);
}

/** Whether the call was told the value itself; lists are never. */
const isGivenBack = (column: Column): boolean => !Array.isArray(column.values[0]) && isEcho(column);

function ofWord(piece: string, column: Column, text: string, context: DraftContext): Telling | null {
  if (isNamedBefore(piece, column, text) || isAlternative(piece, context)) return 'sure';
  if (piece.length < 2 || isSmallWord(piece)) return null;
  if (/\s/.test(piece) || isSpokenOf(column, context)) return 'sure';
  // All of an argument is what the user wants done more often than what was read: `state: "open"`.
  return !isCommon(piece, context) ? 'sure' : piece === text ? null : 'doubtful';
}

/** Whether sentences about this work have the word whatever they tell. */
const isCommon = (word: string, context: DraftContext): boolean =>
  isFrameWord(word) || vocabularyOf(context).has(singular(word.toLowerCase()));

/** `Priority is high`, `State: open`, `grade A`: the member's name stands right in front of its value. */
function isNamedBefore(piece: string, { words, about }: Column, text: string): boolean {
  const names = isPlainName(words) ? [words, about.slice(0, 1)] : [words];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    const before = wordsOf(text.slice(Math.max(0, at - 40), at)).filter((word) => !LINKS.has(word));
    if (/[.!?]\s*$/.test(text.slice(0, at))) continue;
    if (names.some((name) => name.length > 0 && before.slice(-name.length).join(' ') === name.join(' '))) return true;
  }
  return false;
}

const LINKS = new Set(['is', 'are', 'was', 'now', 'the', 'still', 'a', 'an']);

/** Whether the user spoke of the member by its name, or of the one whose plain name it is. */
function isSpokenOf({ words, about }: Column, context: DraftContext): boolean {
  const name = isPlainName(words) ? about.slice(0, 1) : words;
  return name.length > 0 && name.every((word) => promptWords(context.prompt).includes(singular(word)));
}

const isPlainName = (words: readonly string[]): boolean => /^(name|login|value|title|id|key)$/.test(words.join(' '));

/** Whether the user said the word, in whatever ending, and not as one of two that may be the case. */
function isSaid(piece: string, text: string, context: DraftContext): boolean {
  const { prompt } = context;
  if (isAlternative(piece, context)) return false;
  const word = piece.toLowerCase();
  if (prompt.says(piece) || prompt.mentions(piece)) return !prompt.isExample(piece, text);
  const stem = stemOf(word);
  return /^\p{L}{3,}$/u.test(word) && promptWords(prompt).some((said) => stemOf(said) === stem);
}

/** Whether the user named it as one of two that may be the case: `whether it is open or closed`. */
const isAlternative = (piece: string, { prompt }: DraftContext): boolean =>
  saidAlternatives(prompt).some((words) => words.some((one) => one.toLowerCase() === piece.toLowerCase()));

/** What the forms of a word share: `fails`, `failed`, `failing`. */
const stemOf = (word: string): string =>
  word.length < 5
    ? word
    : word
        .replace(/(?:ing|ed|es|s|er|ly)$/, '')
        .replace(/(\p{L})\1$/u, '$1')
        .replace(/e$/, '');

const vocabularies = new WeakMap<DraftContext, ReadonlySet<string>>();

/** The words that tools, their arguments and the members of their answers are called by: what the work is spoken of in. */
function vocabularyOf(context: DraftContext): ReadonlySet<string> {
  const known = vocabularies.get(context);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 4) return;
    if (Array.isArray(value)) for (const member of value.slice(0, 60)) walk(member, depth + 1);
    else
      for (const [key, member] of Object.entries(value).slice(0, 60)) {
        names.add(key);
        walk(member, depth + 1);
      }
  };
  for (const { tool, args, data } of context.calls) {
    names.add(tool);
    for (const name of Object.keys(args)) names.add(name);
    walk(data, 0);
  }
  const words = new Set([...names].flatMap((name) => wordsOf(name)));
  vocabularies.set(context, words);
  return words;
}

/**
 * Words of a fixed text that the user did not say, that no sentence has by chance, and that something known before holds
 * as a value of its own: names written small, `thanks kaja`.
 */
export function heldWords(text: string, target: Target, scope: Scope, context: DraftContext): readonly string[] {
  if (text.length > LONGEST) return [];
  const words = [...text.matchAll(/(?<![\p{L}\p{N}_])\p{Ll}{3,}(?![\p{L}\p{N}_])/gu)].map(([word]) => word);
  const unsaid = [...new Set(words)].filter((word) => !isFrameWord(word) && !isSaid(word, text, context));
  if (unsaid.length === 0) return [];
  const isKnown = isValueIn({ roots: scope.roots.filter((root) => usable(root, target) && root.origin !== 'input') });
  return unsaid.filter((word) => isKnown(word) && !isCommon(word, context));
}

const LONGEST = 4000;
