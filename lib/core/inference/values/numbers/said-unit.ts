import type { NamedNumber } from '../../words/named-numbers.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import { wordsOf } from '../../words/words.ts';
import { type Unit, unitOf } from './units.ts';

const SIGNS: Readonly<Record<string, string>> = { '€': 'euro', $: 'dollar', '£': 'pound' };

/** What the user counts a number in: the `euros`, `EUR` or `€` beside it, the `kg` after it. Null where nothing says it. */
export function saidUnit({ span, next }: NamedNumber, prompt: PromptText): Unit | null {
  const text = prompt.turns.find(({ id }) => id === span.turn)?.text ?? '';
  const after = text.slice(span.end);
  const sign = /^\s?([€$£])/.exec(after)?.[1] ?? /([€$£])\s?$/.exec(text.slice(0, span.start))?.[1];
  if (sign !== undefined) return unitOf([SIGNS[sign] ?? '']);
  // The word has to stand right behind the number: in "over 250 (in euros)" it does, in "over 250, euros only" it may not.
  const behind = /^[\s(-]{0,2}(?:in )?\p{L}/u.test(after) ? wordsOf(next === 'in' ? wordAfterIn(after) : next) : [];
  const unit = unitOf(behind);
  if (unit !== null) return unit;
  const before = /\b([A-Z]{3})\s?$/.exec(text.slice(0, span.start))?.[1];
  return before === undefined ? null : unitOf(wordsOf(before));
}

const wordAfterIn = (after: string): string => /\bin (\p{L}+)/u.exec(after)?.[1] ?? '';
