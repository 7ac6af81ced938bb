import type { Column } from '../../columns/column.ts';
import { literally } from '../../words/literally.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import type { DateOrder } from './date-comparison.ts';

/** Words for an order of two dates, wherever the user says them. */
const SAID: Readonly<Record<DateOrder, RegExp>> = {
  after:
    /(?<!\b(?:on or|at or|not|no) )\b(after|later|past|beyond|overdue|too late|missed|exceed\w*) |\b(late|overdue)\b/i,
  before: /(?<!\b(?:on or|at or|not|no) )\b(before|earlier|prior|ahead|sooner|in time) |\b(early|in time)\b/i,
  'on or before':
    /\b(on or before|(no|not) later than|not (come |be |end )?after|at the latest|or (before|earlier))\b/i,
  'on or after': /\b((on|at) or after|(no|not) (earlier|sooner) than|not before|at the earliest|or (after|later))\b/i,
};

/** Words that say an order only of what they stand before: `by its deadline`, `since the release date`. */
const BEFORE_A_DATE: Readonly<Record<DateOrder, string>> = {
  after: '(?<!\\bon or |\\bat or |\\bnot |\\bno )(?:after|later than|past)',
  before: '(?<!\\bon or |\\bnot |\\bno )(?:before|earlier than|prior to|ahead of)',
  'on or before': 'by|until|till|through|up to|on or before|no later than|not later than|not after',
  'on or after': 'from|since|starting|on or after|no earlier than|not earlier than|not before',
};

/**
 * Whether the user says the order: of this member, of the record that they named and that holds it (`before build 7.2`),
 * in words that hardly mean anything else, or not at all.
 */
export function saidOrder(
  order: DateOrder,
  of: Column,
  prompt: PromptText,
): 'of it' | 'of its record' | 'somewhere' | null {
  const [word] = of.words.filter((one) => one.length > 2).map((one) => one.replace(/[^\p{L}\p{N}]/gu, ''));
  if (word !== undefined && word !== '') {
    const isOfIt = new RegExp(`\\b(?:${BEFORE_A_DATE[order]})\\s+(?:[\\w'’-]+\\s+){0,3}?${word}`, 'i');
    if (prompt.turns.some(({ lower }) => isOfIt.test(lower))) return 'of it';
  }
  const name = of.entry?.name;
  if (typeof name === 'string') {
    const isOfRecord = new RegExp(
      `\\b(?:${BEFORE_A_DATE[order]})\\s+(?:[\\w'’-]+\\s+){0,2}?["'“‘]?${literally(name)}(?![\\p{L}\\p{N}])`,
      'iu',
    );
    if (prompt.turns.some(({ text }) => isOfRecord.test(text))) return 'of its record';
  }
  return prompt.hasWord(SAID[order]) ? 'somewhere' : null;
}
