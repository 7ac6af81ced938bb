import { MONTHS } from '../../../functions/calendar-names.ts';
import { instantOf, isDay } from '../../../functions/iso-date.ts';
import { parseDate } from '../../../functions/parse-date.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import type { Span } from '../../words/span.ts';
import type { DateOrder } from './date-comparison.ts';
import { turned, yearFirst } from './written-dates.ts';

/** A date that the user wrote, in one of the ways in which it can be read. */
export interface SaidDate {
  readonly text: string;
  readonly span: Span;
  readonly time: number;
  readonly isDay: boolean;
  /** The ISO date of the text, given as an input. */
  readonly of: (said: Expr) => Expr;
  readonly label: string;
  /** What the words right beside it say; empty where they say no order. */
  readonly orders: readonly DateOrder[];
}

const NAMES = MONTHS.map((month) => `${month}|${month.slice(0, 3)}`).join('|');
const WRITTEN = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)?\.? (?:${NAMES})\.?,? \d{4}\b`,
    String.raw`\b(?:${NAMES})\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b`,
    String.raw`(?<![\d/.])(?:\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}/\d{1,2}/\d{1,2})(?![\d/])`,
  ].join('|'),
  'gi',
);

const remembered = new WeakMap<PromptText, readonly SaidDate[]>();

/** The dates that the user wrote. `04/03/2026` is there twice, as nothing says what comes first. */
export function saidDates(prompt: PromptText): readonly SaidDate[] {
  let known = remembered.get(prompt);
  if (known === undefined) {
    known = prompt.turns.flatMap(({ id, text }) =>
      [...text.matchAll(WRITTEN)].flatMap((match) => {
        const [written] = match;
        const end = match.index + written.length;
        const orders = ordersBeside(text.slice(Math.max(0, match.index - 48), match.index), text.slice(end, end + 20));
        const span = { turn: id, start: match.index, end };
        return readingsOf(written).map((reading) => ({ text: written, span, orders, ...reading }));
      }),
    );
    remembered.set(prompt, known);
  }
  return known;
}

type Reading = Pick<SaidDate, 'time' | 'isDay' | 'of' | 'label'>;

function readingsOf(text: string): readonly Reading[] {
  const isIsoText = /^\d{4}-/.test(text);
  const plain = read(text, (written) => (isIsoText ? written : parseDate(written)));
  if (plain !== null) return [{ ...plain, of: (said) => (isIsoText ? said : parsed(said)), label: text }];
  const orders = (['day first', 'month first'] as const).flatMap((form): Reading[] => {
    const turnedRound = read(text, (written) => parseDate(turned(written, '/', form)));
    const of = (said: Expr): Expr => parsed(yearFirst(said, '/', form));
    return turnedRound === null ? [] : [{ ...turnedRound, of, label: `${text} (${form})` }];
  });
  return orders.length < 2 ? orders.map((reading) => ({ ...reading, label: text })) : orders;
}

const parsed = (text: Expr): Expr => ({ $: 'fn', name: 'parseDate', args: [text] });

function read(
  text: string,
  isoOf: (text: string) => string,
): { readonly time: number; readonly isDay: boolean } | null {
  try {
    const iso = isoOf(text);
    return { time: instantOf(iso), isDay: isDay(iso) };
  } catch {
    return null;
  }
}

const NOT = String.raw`(?<!\b(?:on or|at or|not|no|never) )`;
/** Words that end right before a date, and what they say; the first that fits. */
const WORDS: readonly (readonly [RegExp, readonly DateOrder[]])[] = [
  [/\b(on or before|(no|not) later than|not after|by|through|up to|up to and including)$/i, ['on or before']],
  [
    /\b((on|at) or after|(no|not) (earlier|sooner) than|not before|since|starting|starting on|from|as of|between)$/i,
    ['on or after'],
  ],
  [/\b(between|from) .{4,32} (and|to|until|till|through)$/i, ['on or before']],
  // It may count the day and it may not.
  [/\b(until|till)$/i, ['on or before', 'before']],
  [new RegExp(String.raw`${NOT}\b(before|earlier than|prior to|older than|ahead of)$`, 'i'), ['before']],
  [new RegExp(String.raw`${NOT}\b(after|later than|newer than|past|younger than)$`, 'i'), ['after']],
];

function ordersBeside(before: string, after: string): readonly DateOrder[] {
  if (/^,? (or (before|earlier)|at the latest)\b/i.test(after)) return ['on or before'];
  if (/^,? (or (after|later)|at the earliest|onwards?)\b/i.test(after)) return ['on or after'];
  const words = before.replace(/\s+(the\s+)?["“']?$/i, '');
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? [];
}
