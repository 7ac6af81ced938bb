import type { PromptText } from './prompt-text.ts';
import { wordsOf } from './words.ts';

export function promptWords(prompt: PromptText): readonly string[] {
  const known = promptWordCache.get(prompt);
  if (known !== undefined) return known;
  const words = prompt.turns.flatMap((turn) => wordsOf(turn.text));
  promptWordCache.set(prompt, words);
  return words;
}

const promptWordCache = new WeakMap<PromptText, readonly string[]>();
