import type { Column } from '../../columns/column.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import { wordsOf } from '../../words/words.ts';

/** Of how many members of a list the user speaks: `on any line`, `all lines`, `no line`. */
export type SaidQuantifier = 'some' | 'every' | 'none';

const SAID: Readonly<Record<string, SaidQuantifier>> = {
  any: 'some',
  some: 'some',
  one: 'some',
  every: 'every',
  each: 'every',
  all: 'every',
  no: 'none',
  none: 'none',
};

/** Small words between the word that counts and what it counts: `all of its lines`. */
const BETWEEN = /^(of|it|its|the|their|these|those)$/;

/** What stands right before the name of the list; null where the user does not say it there. */
export function quantifierBeside(list: Column, prompt: PromptText): SaidQuantifier | null {
  const name = list.words.at(-1);
  if (name === undefined) return null;
  for (const { text } of prompt.turns) {
    const words = wordsOf(text);
    for (const [at, word] of words.entries()) {
      if (word !== name) continue;
      const before = words.slice(Math.max(0, at - 4), at).reverse();
      const counting = before.find((other) => !BETWEEN.test(other));
      const said = counting === undefined ? undefined : SAID[counting];
      if (said !== undefined) return said;
    }
  }
  return null;
}

/** Whether the user says that what the member holds is not there: `a receipt is missing`, `without a receipt`. */
export function isSaidMissing(member: Column, prompt: PromptText): boolean {
  const [name] = member.words.slice(-1);
  if (name === undefined || name.length < 3) return false;
  const noun = `${name.replace(/[^\p{L}\p{N}]/gu, '')}\\w*`;
  return prompt.hasWord(
    new RegExp(
      `\\b(no|without|missing|miss(es)?|lack\\w*|not have) (an?|any|the|its|their)? ?${noun}\\b|` +
        `\\b${noun} (is|are|was|were)? ?(missing|absent|lacking|not there|not attached)\\b`,
      'i',
    ),
  );
}
