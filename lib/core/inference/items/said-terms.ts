import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Span } from '../words/span.ts';
import { wordsOf } from '../words/words.ts';
import { COMPARISONS } from './conditions/comparisons.ts';

/** A condition that the user said with the name of the member: `with a size of at most 264`. */
export interface SaidTerm {
  readonly condition: Expr;
  readonly label: string;
  /** What the member is compared with; absent for `without a memo`, `that are urgent`. */
  readonly value?: Json;
}

/** How far from a value the name of its member is looked for, in characters. */
const BEFORE = 48;
const AFTER = 28;

/** The conditions on one member that the user said and that all used items keep; `used` are their values of it. */
export function saidTerms(column: Column, used: readonly (Json | undefined)[], context: DraftContext): SaidTerm[] {
  if (column.expr.$ !== 'get' || used.length === 0) return [];
  const of = { column, used, get: { ...column.expr, missing: 'null' } as Expr, context };
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

interface Member {
  readonly column: Column;
  readonly used: readonly (Json | undefined)[];
  readonly get: Expr;
  readonly context: DraftContext;
}

function boundTerms({ column, used, get, context }: Member): SaidTerm[] {
  return context.prompt.numbers().flatMap(({ value, span, next }) => {
    const before = textBefore(span, context);
    const comparison = comparisonIn(before);
    if (comparison === undefined || !(isNamed(column, before) || isCounted(column, next))) return [];
    const [name, holds] = comparison;
    if (!used.every((one) => typeof one === 'number' && holds(one, value))) return [];
    const bound = context.inputs.refer({ value, spans: [span], name: column.words, weak: true });
    return [{ condition: fn(name, get, bound), label: `${column.label} ${name} ${value}`, value }];
  });
}

/** The comparison whose words stand right before the number. */
function comparisonIn(before: string): (typeof COMPARISONS)[number] | undefined {
  const last = before.slice(-16);
  const inclusive = COMPARISONS.filter(([name]) => name === 'ge' || name === 'le');
  return [...inclusive, ...COMPARISONS].find(([, , words]) => words.test(last));
}

function dayTerms({ column, used, get, context }: Member): SaidTerm[] {
  return context.prompt.turns.flatMap(({ id, text, lower }) =>
    [...text.matchAll(/(?<![\p{L}\p{N}-])\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}-])/gu)].flatMap((match) => {
      const [value] = match;
      const before = lower.slice(Math.max(0, match.index - BEFORE), match.index);
      const name = /\b(before|after)\s+(the\s+)?$/.exec(before)?.[1];
      if (name === undefined || !isNamed(column, before)) return [];
      const keeps = (one: Json | undefined): boolean =>
        typeof one === 'string' && one !== '' && (name === 'before' ? one < value : one.slice(0, 10) > value);
      if (!used.every(keeps)) return [];
      const span = { turn: id, start: match.index, end: match.index + value.length };
      const day = context.inputs.refer({ value, spans: [span], name: ['date'], weak: true });
      return [{ condition: fn(name, get, day), label: `${column.label} ${name} ${value}`, value }];
    }),
  );
}

const NOT = /\b(not|n't|except|other than|neither|no longer)\s+["“']?$/i;

/** `whose stage is not "active"`, where no used item is; `with the stage "active"`, where all are. */
function valueTerms({ column, used, get, context }: Member): SaidTerm[] {
  const texts = new Set(
    column.values.filter(
      (value): value is string => typeof value === 'string' && value.length > 2 && value.length < 60,
    ),
  );
  return [...texts].flatMap((value) => {
    const all = used.every((one) => one === value);
    if (!all && used.includes(value)) return [];
    const span = context.prompt.spansOf(value).find((place) => {
      const before = textBefore(place, context);
      // What all items have is a condition only where it is said as a value: next to the name of its member.
      return isNamed(column, all ? before.slice(-28) : before) && NOT.test(before) !== all;
    });
    if (span === undefined || (all && !/[\s"“]$/.test(textBefore(span, context)))) return [];
    const literal = context.inputs.refer({ value, spans: [span], name: column.words, weak: true });
    const label = `${column.label} ${all ? 'is' : 'is not'} "${value}"`;
    return [{ condition: fn(all ? 'eq' : 'ne', get, literal), label, value }];
  });
}

const HOLDS = /\b(contain\w*|includ\w+|mention\w*)\s+(the\s+(word|phrase|text)\s+)?["“']$/;

/** `whose caption contains "late order"`. */
function phraseTerms({ column, used, get, context }: Member): SaidTerm[] {
  return context.prompt.quoted.flatMap((span) => {
    const before = textBefore(span, context);
    const value = span.text;
    if (!HOLDS.test(before) || NOT.test(before.replace(HOLDS, '')) || !isNamed(column, before)) return [];
    const phrase = value.toLowerCase();
    if (!used.every((one) => typeof one === 'string' && one.toLowerCase().includes(phrase))) return [];
    const literal = context.inputs.refer({ value, spans: [span], name: ['phrase'], weak: true });
    return [{ condition: fn('contains', get, literal), label: `${column.label} contains "${value}"`, value }];
  });
}

/** `that have "vip" among their labels`. */
function heldTerms({ column, used, get, context }: Member): SaidTerm[] {
  const [first] = used;
  if (!Array.isArray(first)) return [];
  return first.flatMap((value: Json): SaidTerm[] => {
    if (typeof value !== 'string' || value.length < 2) return [];
    if (!used.every((one) => Array.isArray(one) && one.includes(value))) return [];
    const span = context.prompt.spansOf(value).find((place) => {
      const before = textBefore(place, context);
      return !NOT.test(before) && (isNamed(column, before.slice(-24)) || isNamed(column, textAfter(place, context)));
    });
    if (span === undefined) return [];
    const literal = context.inputs.refer({ value, spans: [span], name: column.words.slice(-1), weak: true });
    return [{ condition: fn('has', get, literal), label: `${column.label} has "${value}"`, value }];
  });
}

function absenceTerms({ column, used, get, context }: Member): SaidTerm[] {
  if (!used.every((one) => one === undefined || one === null || one === '')) return [];
  const name = nameOf(column).join('[ _-]');
  if (name === '' || !context.prompt.asksFor(new RegExp(`\\bwithout (an? |any )?${name}s?\\b`, 'i'))) return [];
  return [{ condition: fn('isEmpty', get), label: `${column.label} is empty` }];
}

function flagTerms({ column, used, get, context }: Member): SaidTerm[] {
  const [value] = used;
  const name = nameOf(column).join('[ _-]');
  if (typeof value !== 'boolean' || name === '' || !used.every((one) => one === value)) return [];
  const said = new RegExp(`\\b(that|which|who) (is|are) ${value ? '' : 'not '}${name}\\b`, 'i');
  if (!context.prompt.asksFor(said)) return [];
  return [{ condition: fn(value ? 'eq' : 'ne', get, { $: 'lit', value: true }), label: `${column.label} is ${value}` }];
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
function nameOf({ words, about }: Column): readonly string[] {
  const [holder] = about;
  return words.join() === 'name' && holder !== undefined ? [holder] : words;
}
