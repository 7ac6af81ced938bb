import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import type { DraftContext } from '../draft-context.ts';
import { promptWords } from '../words/prompt-words.ts';
import type { Span } from '../words/span.ts';
import { wordsOf } from '../words/words.ts';
import { COMPARISONS } from './conditions/comparisons.ts';
import { saidLimits } from './conditions/said-limits.ts';
import { type Saying, sayingsOf } from './said-of-others.ts';

/** A condition that the user said with the name of the member: `with a size of at most 264`. */
export interface SaidTerm {
  readonly condition: Expr;
  readonly label: string;
  /** What the member is compared with; absent for `without a memo`, `that are urgent`. */
  readonly value?: Json;
  /** Where a condition without such a value was said. */
  readonly said?: readonly Saying[];
  readonly holds: (member: Json | undefined) => boolean;
}

/** How far from a value the name of its member is looked for, in characters. */
const BEFORE = 48;
const AFTER = 28;

/** The conditions on one member that the user said. */
export function saidTerms(column: Column, context: DraftContext): SaidTerm[] {
  if (column.expr.$ !== 'get' || !isSpokenOf(column, context)) return [];
  const of = { column, get: { ...column.expr, missing: 'null' } as Expr, context };
  if (isListColumn(column)) return heldTerms(of);
  return [
    ...boundTerms(of),
    ...dayTerms(of),
    ...valueTerms(of),
    ...phraseTerms(of),
    ...absenceTerms(of),
    ...flagTerms(of),
  ];
}

/** Whether all words of the member's name stand in the prompt: for most members nothing more has to be looked at. */
function isSpokenOf(column: Column, context: DraftContext): boolean {
  const words = promptWords(context.prompt);
  const name = nameOf(column);
  return name.length > 0 && name.every((word) => words.includes(word));
}

interface Member {
  readonly column: Column;
  readonly get: Expr;
  readonly context: DraftContext;
}

function boundTerms({ column, get, context }: Member): SaidTerm[] {
  if (!column.values.some((value) => typeof value === 'number')) return [];
  return context.prompt.numbers().flatMap((number) => {
    const { value, span, next } = number;
    const before = textBefore(span, context);
    const comparison = comparisonIn(before);
    if (comparison === undefined || !(isNamed(column, before) || isCounted(column, next))) return [];
    const [name, compare] = comparison;
    const said = context.inputs.refer({ value, spans: [span], name: column.words, weak: true });
    // What the number is in the unit that the member names; else as it was said.
    const [limit] = saidLimits(number, column, context.prompt);
    const bound = limit?.of(said) ?? said;
    const least = limit?.value ?? value;
    const label = `${column.label} ${name} ${limit?.label ?? value}`;
    return [
      { condition: fn(name, get, bound), label, value, holds: (one) => typeof one === 'number' && compare(one, least) },
    ];
  });
}

/** The comparison whose words stand right before the number. */
function comparisonIn(before: string): (typeof COMPARISONS)[number] | undefined {
  const last = before.slice(-16);
  const inclusive = COMPARISONS.filter(([name]) => name === 'ge' || name === 'le');
  return [...inclusive, ...COMPARISONS].find(([, , words]) => words.test(last));
}

function dayTerms({ column, get, context }: Member): SaidTerm[] {
  const isDay = (value: Json | undefined): value is string =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
  if (!column.values.some(isDay)) return [];
  return context.prompt.turns.flatMap(({ id, text, lower }) =>
    [...text.matchAll(/(?<![\p{L}\p{N}-])\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}-])/gu)].flatMap((match): SaidTerm[] => {
      const [value] = match;
      const before = lower.slice(Math.max(0, match.index - BEFORE), match.index);
      const name = /\b(before|after)\s+(the\s+)?$/.exec(before)?.[1];
      if (name === undefined || !isNamed(column, before)) return [];
      const span = { turn: id, start: match.index, end: match.index + value.length };
      const day = context.inputs.refer({ value, spans: [span], name: ['date'], weak: true });
      const holds = (one: Json | undefined): boolean =>
        isDay(one) && (name === 'before' ? one < value : one.slice(0, 10) > value);
      return [{ condition: fn(name, get, day), label: `${column.label} ${name} ${value}`, value, holds }];
    }),
  );
}

export const NOT = /\b(not|n't|except|other than|neither|no longer)\s+["“']?$/i;

/** `whose stage is not "active"`, `with the stage "active"`. */
function valueTerms({ column, get, context }: Member): SaidTerm[] {
  const held = column.values.filter(
    (value): value is string => typeof value === 'string' && value.length > 2 && value.length < 60,
  );
  // What an item must not be need not be in the recording.
  const barred = held.length === 0 ? [] : barredWords(column, context);
  return [...new Set([...held, ...barred])].flatMap((value): SaidTerm[] => {
    for (const span of context.prompt.spansOf(value)) {
      const before = textBefore(span, context);
      const isNot = NOT.test(before);
      // As a condition it is said as a value: right after the name of its member.
      if (!isNamed(column, isNot ? before : before.slice(-28)) || !/[\s"“]$/.test(before)) continue;
      const literal = context.inputs.refer({ value, spans: [span], name: column.words, weak: true });
      const label = `${column.label} ${isNot ? 'is not' : 'is'} "${value}"`;
      return [
        { condition: fn(isNot ? 'ne' : 'eq', get, literal), label, value, holds: (one) => (one === value) !== isNot },
      ];
    }
    return [];
  });
}

/** Words in quotes or alone right after `<name> is not`. */
function barredWords(column: Column, { prompt }: DraftContext): readonly string[] {
  const name = nameOf(column);
  return prompt.turns.flatMap(({ text }) =>
    [...text.matchAll(/\b(?:is|are) not (?:"([^"]{3,60})"|“([^”]{3,60})”|([\p{L}_-]{3,40}))/gu)].flatMap((match) => {
      const value = match[1] ?? match[2] ?? match[3];
      const before = wordsOf(text.slice(Math.max(0, match.index - BEFORE), match.index)).slice(-name.length);
      return value !== undefined && before.join(' ') === name.join(' ') ? [value] : [];
    }),
  );
}

const HOLDS = /\b(contain\w*|includ\w+|mention\w*)\s+(the\s+(word|phrase|text)\s+)?["“']$/;

/** `whose caption contains "late order"`. */
function phraseTerms({ column, get, context }: Member): SaidTerm[] {
  if (!column.values.some((value) => typeof value === 'string')) return [];
  return context.prompt.quoted.flatMap((span): SaidTerm[] => {
    const before = textBefore(span, context);
    const value = span.text;
    if (!HOLDS.test(before) || NOT.test(before.replace(HOLDS, '')) || !isNamed(column, before)) return [];
    const phrase = value.toLowerCase();
    const literal = context.inputs.refer({ value, spans: [span], name: ['phrase'], weak: true });
    const holds = (one: Json | undefined): boolean => typeof one === 'string' && one.toLowerCase().includes(phrase);
    return [{ condition: fn('contains', get, literal), label: `${column.label} contains "${value}"`, value, holds }];
  });
}

/** `that have "vip" among their labels`. */
function heldTerms({ column, get, context }: Member): SaidTerm[] {
  const texts = new Set(column.values.flatMap((value) => (Array.isArray(value) ? (value as readonly Json[]) : [])));
  return [...texts].flatMap((value): SaidTerm[] => {
    if (typeof value !== 'string' || value.length < 2) return [];
    const span = context.prompt.spansOf(value).find((place) => {
      const before = textBefore(place, context);
      return !NOT.test(before) && (isNamed(column, before.slice(-24)) || isNamed(column, textAfter(place, context)));
    });
    if (span === undefined) return [];
    const literal = context.inputs.refer({ value, spans: [span], name: column.words.slice(-1), weak: true });
    const holds = (one: Json | undefined): boolean => Array.isArray(one) && one.includes(value);
    return [{ condition: fn('has', get, literal), label: `${column.label} has "${value}"`, value, holds }];
  });
}

function absenceTerms({ column, get, context }: Member): SaidTerm[] {
  const name = nameOf(column).join('[ _-]');
  const said = new RegExp(`\\bwithout (an? |any )?${name}s?\\b`, 'i');
  if (name === '' || !context.prompt.asksFor(said)) return [];
  const holds = (one: Json | undefined): boolean => one === undefined || one === null || one === '';
  return [{ condition: fn('isEmpty', get), label: `${column.label} is empty`, said: sayingsOf(said, context), holds }];
}

function flagTerms({ column, get, context }: Member): SaidTerm[] {
  const name = nameOf(column).join('[ _-]');
  if (name === '' || !column.values.some((value) => typeof value === 'boolean')) return [];
  return [true, false].flatMap((value): SaidTerm[] => {
    const said = new RegExp(`\\b(that|which|who) (is|are) ${value ? '' : 'not '}${name}\\b`, 'i');
    if (!context.prompt.asksFor(said)) return [];
    const condition = fn(value ? 'eq' : 'ne', get, { $: 'lit', value: true });
    const label = `${column.label} is ${value}`;
    return [{ condition, label, said: sayingsOf(said, context), holds: (one) => (one === true) === value }];
  });
}

const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });

function textBefore(span: Span, context: DraftContext): string {
  const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.lower ?? '';
  return text.slice(Math.max(0, span.start - BEFORE), span.start);
}

function textAfter(span: Span, context: DraftContext): string {
  const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.lower ?? '';
  return text.slice(span.end, span.end + AFTER);
}

/** `at least 2 rooms`: the member is what the user counts. */
const isCounted = ({ words }: Column, next: string): boolean => words.length === 1 && words[0] === wordsOf(next)[0];

/** Whether the member's whole name is among the last words before the value, or the first ones after it. */
function isNamed(column: Column, around: string): boolean {
  const said = wordsOf(around).slice(-6);
  const words = nameOf(column);
  return words.length > 0 && words.every((word) => said.includes(word));
}

/** `status: {name}`: what people name is the status. */
function nameOf({ words, about, expr }: Column): readonly string[] {
  const [holder] = about;
  const isHeld = expr.$ === 'get' && expr.path.length > 1;
  return isHeld && words.join() === 'name' && holder !== undefined ? [holder] : words;
}
