import { occurrences } from './occurrences.ts';
import { singular } from './plural.ts';
import type { PromptText } from './prompt-text.ts';

/** Of how many things the user speaks by a word that one of them holds. */
export type SaidCount = 'several' | 'one';

/** Words after the value among which the name of the things has to be: `P1 support tickets`. */
const AFTER = 3;
/** Words before it: `tickets that have the priority P1`. */
const BEFORE = 5;
/** What begins another thought: the words beyond it are about something else. */
const ELSEWHERE = /^(and|or|then|but|to|as|into|onto|by|named|called|among|amongst)$/;
const SMALL = /^(of|the|an?|that|which|who|are|is|was|were|has|have|had|with|in|whose|for|marked|those|these|still)$/;
const EACH =
  /\b(?:(?:any|all|every|each|whichever)\s+(?:of\s+)?(?:the\s+)?|(?:everything|anything|whatever|all)(?:\s+(?:that|which|with|is|are|was|were|has|marked|still|in|on))+\s+)$/;
/** `critical: page the on-call`, `P1 → page`: a line of a table of what is done with which. */
const LINE_OF_TABLE = /^\s*(?::\s|->|=>|→|⇒)/;

/**
 * Whether the user speaks of several things by the value (`all P1 tickets`, `the critical ones`, `P1s`, `tickets that are
 * P1`, `P1: page somebody`) or of a single one (`the P1 ticket`, `the one from Ann`). Null where they do neither, or both.
 *
 * @param value a text that one of the things holds, or a word for what is true of it; case does not count
 * @param noun what one of the things is called, singular and in small letters
 */
export function saidCount(value: string, noun: string, prompt: PromptText): SaidCount | null {
  const found = new Set<SaidCount>();
  const wanted = value.toLowerCase().replaceAll(/[_-]+/g, ' ');
  for (const { lower } of prompt.turns) {
    // What stands in quotes or holes is written, and speaks of nothing.
    const text = lower
      .replace(/"[^"]*"|“[^”]*”|<[^<>]*>/g, (quoted) => ' '.repeat(quoted.length))
      .replaceAll(/[_-]+/g, (run) => ' '.repeat(run.length));
    for (const [form, isMany] of [
      [wanted, false],
      [`${wanted}s`, true],
    ] as const) {
      for (const { start, end } of occurrences(text, form, '')) {
        const count = isMany ? 'several' : countAt(text, { start, end }, noun);
        if (count !== null) found.add(count);
      }
    }
  }
  const [only, other] = found;
  return other === undefined ? (only ?? null) : null;
}

function countAt(text: string, span: { readonly start: number; readonly end: number }, noun: string): SaidCount | null {
  const after = text.slice(span.end);
  const before = text.slice(0, span.start);
  return (
    nounAfter(after, noun) ??
    nounBefore(before, noun) ??
    (EACH.test(before) || LINE_OF_TABLE.test(after) ? 'several' : null) ??
    otherNoun(before, after)
  );
}

/** `The unread mail from Ann` of a list of messages: between an article and another thought stands a name of them too. */
function otherNoun(before: string, after: string): SaidCount | null {
  const word = /^\s+(\p{L}{3,})(?=\s*[.,;:!?)]|\s*$|\s+(?:from|of|in|on|with|by|for|to|that|which|and|then)\b)/u.exec(
    after,
  )?.[1];
  if (word === undefined || ELSEWHERE.test(word) || SMALL.test(word)) return null;
  if (!/\b(?:the|an?|this|that|these|those|my|our|its|their)\s+$/.test(before)) return null;
  return singular(word) === word ? 'one' : 'several';
}

function nounAfter(after: string, noun: string): SaidCount | null {
  for (const word of tokensOf(after.split(/[.;:!?,()]/)[0] ?? '').slice(0, AFTER)) {
    if (ELSEWHERE.test(word) || SMALL.test(word)) return null;
    const count = countOf(word, noun);
    if (count !== null) return count;
  }
  return null;
}

function nounBefore(before: string, noun: string): SaidCount | null {
  // `marked as lost` goes on about the same things, `used as a label` does not.
  const clause = (before.split(/[.;:!?,()]/).at(-1) ?? '').replace(/(\p{L}+ed) as\s*$/u, '$1 ');
  const tokens = tokensOf(clause).slice(-BEFORE);
  for (const word of tokens.reverse()) {
    if (ELSEWHERE.test(word)) return null;
    const count = countOf(word, noun);
    if (count !== null) return count;
  }
  return null;
}

function countOf(word: string, noun: string): SaidCount | null {
  if (word === 'ones') return 'several';
  if (word === 'one' || word === noun) return 'one';
  return singular(word) === noun ? 'several' : null;
}

const tokensOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}']+/gu) ?? [];
