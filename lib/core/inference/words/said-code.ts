import type { PromptText } from './prompt-text.ts';
import type { Span } from './span.ts';
import { wordsOf } from './words.ts';

/** A name of a state or kind as programs write it, of two words or more: `waiting_customer`, `on-hold`, `inReview`. */
const CODE = /^\p{Ll}{2,}(?:[_-]\p{Ll}{2,}|\p{Lu}\p{Ll}+)+$/u;

const BETWEEN = new Set(
  'a an the this that its their our my for of on in at to by from with is are be been being still'.split(' '),
);

/**
 * Where the user said a code in words: `waiting for the customer` is `waiting_customer`. All of its words, in their
 * order, in one sentence, in small letters, and between them only such words as say nothing. Null where they did not.
 */
export function saidCode(value: string, { turns }: Pick<PromptText, 'turns'>): Span | null {
  if (!CODE.test(value)) return null;
  const wanted = wordsOf(value);
  for (const { id, text } of turns) {
    const words = [...text.matchAll(/\p{L}[\p{L}\p{N}]*/gu)].map(({ 0: word, index }) => ({ word, index }));
    for (const [from, { index: start }] of words.entries()) {
      let met = 0;
      for (const { word, index } of words.slice(from)) {
        const end = index + word.length;
        if (/[.,;:!?\n"“”<>/@]/.test(text.slice(start, end))) break;
        if (wordsOf(word)[0] === wanted[met] && word === word.toLowerCase()) met += 1;
        else if (met === 0 || !BETWEEN.has(word)) break;
        if (met === wanted.length) return { turn: id, start, end };
      }
    }
  }
  return null;
}
