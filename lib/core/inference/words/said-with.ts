import { literally } from './literally.ts';
import { singular } from './plural.ts';
import type { PromptText } from './prompt-text.ts';

/** How the user speaks of things that something has or lacks, by a word of theirs: `without a paid fee`. */
export interface SaidWith {
  /** Whether at least one is meant, or none. */
  readonly count: 'some' | 'none';
  /** The word is said not to hold: `unpaid`. */
  readonly isLacking: boolean;
  /** What the things are called stands close by. */
  readonly isNear: boolean;
}

/** `is not paid`, `has not been paid`: said of the thing, and not of who has it. */
const THING_IS_NOT =
  /(?:\b(?:is|are|was|were)\s*(?:n['’]t|not)\s+(?:yet\s+)?|(?:\bnot|\bnever|n['’]t)\s+(?:yet\s+)?been\s+)$/;
/** `has not paid`: said of who has it, or of the thing. */
const HAS_NOT = /(?:\bnot|\bnever|n['’]t)\s+(?:(?:yet|ever)\s+)*$/;
const ANY_AFTER = /^\s+(?:any|an?|one|anything)\b/;
const NONE_BEFORE = String.raw`(?:\bwithout|\bno|\bnever had|\black\w*|\bmiss\w*|(?:\bnot|n['’]t)\s+(?:have|has|had|got))\s+(?:(?:an?|any|single|the|one)\s+)*`;
/** Words on either side among which the name of the things has to be. */
const CLOSE = 4;

/**
 * All that the user says of things by the word, in the order in which they say it. `has not paid` may speak of none that
 * is paid and of some that is not: then both are there.
 */
export function saidWith(word: string, nouns: readonly string[], prompt: PromptText): readonly SaidWith[] {
  const written = literally(word.toLowerCase()).replace(/[ _-]+/g, '[ _-]+');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])(un-?|non-?)?${written}(?![\\p{L}\\p{N}_])`, 'gu');
  const clause = `(?:(?:${nouns.map((noun) => `${literally(noun)}\\w*`).join('|') || 'one'})\\s+(?:(?:that|which|who)\\s+)?(?:(?:is|are|was|were|has|have|been)\\s+)*)?`;
  const none = new RegExp(`${NONE_BEFORE}${clause}$`);
  return prompt.turns.flatMap(({ lower }) => {
    // What stands in quotes or holes is written, and asks for nothing.
    const text = lower.replace(/"[^"]*"|“[^”]*”|<[^<>]*>/g, (quoted) => ' '.repeat(quoted.length));
    return [...text.matchAll(pattern)].flatMap((match): readonly SaidWith[] => {
      const before =
        text
          .slice(0, match.index)
          .split(/[.;!?:]\s/)
          .at(-1) ?? '';
      const after = text.slice(match.index + match[0].length).split(/[.;!?:](?:\s|$)/)[0] ?? '';
      const around = [...tokensOf(before).slice(-CLOSE), ...tokensOf(after).slice(0, CLOSE)];
      const isNear = nouns.some((noun) => around.includes(noun));
      const isNot = THING_IS_NOT.exec(before);
      if (match[1] === undefined && isNot === null && HAS_NOT.test(before)) {
        const holding: SaidWith = { count: 'none', isLacking: false, isNear };
        return ANY_AFTER.test(after) ? [holding] : [holding, { count: 'some', isLacking: true, isNear }];
      }
      const rest = isNot === null ? before : before.slice(0, isNot.index);
      const isLacking = match[1] !== undefined || isNot !== null;
      return [{ count: none.test(rest) ? 'none' : 'some', isLacking, isNear }];
    });
  });
}

const tokensOf = (text: string): readonly string[] => (text.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular);
