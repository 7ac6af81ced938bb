import type { Expr } from '../../workflow/workflow.ts';
import { numbersIn } from './named-numbers.ts';
import type { Span } from './span.ts';

/** An amount of time that the user named: `3 days`, `two hours`, `a week`. */
export interface TimeAmount {
  readonly value: number;
  readonly unit: string;
  /** Where the number stands; null where an article says it (`a week`): that is no number that another run would change. */
  readonly span: Span | null;
}

const UNIT = /^(minute|hour|day|week|month|year)s?$/;

/** "The day before", "a week after", "within an hour"; "twice a week" is no amount. */
const ARTICLE =
  /\b(?:in|within|for|after|than|past|last|next)\s+an?\s+(minute|hour|day|week|month|year)\b|\b(?:an?|the)\s+(minute|hour|day|week|month|year)\s+(?:before|after|earlier|later|prior|ahead|ago|from|until|old|past|following|preceding)\b/giu;

/** Amounts of time in a turn. */
export function timeAmountsIn(turn: { readonly id: string; readonly text: string }): readonly TimeAmount[] {
  const counted = numbersIn(turn).flatMap(({ value, span, next }): TimeAmount[] => {
    const unit = UNIT.exec(next)?.[1];
    return unit === undefined ? [] : [{ value, unit, span }];
  });
  const said = [...turn.text.matchAll(ARTICLE)].map(
    (match): TimeAmount => ({ value: 1, unit: (match[1] ?? match[2] ?? 'day').toLowerCase(), span: null }),
  );
  return [...counted, ...said];
}

/** The amount as a number of the program: an input where the user said a number. */
export function amountExpr(
  amount: TimeAmount,
  inputs: {
    refer(options: {
      readonly value: number;
      readonly spans: readonly Span[];
      readonly name: readonly string[];
      readonly weak: boolean;
    }): Expr;
  },
): Expr {
  const { value, unit, span } = amount;
  return span === null ? { $: 'lit', value } : inputs.refer({ value, spans: [span], name: [`${unit}s`], weak: true });
}

/** A date so much later, or earlier. */
export function shiftedExpr(date: Expr, amount: Expr, shift: { readonly sign: 1 | -1; readonly unit: string }): Expr {
  const signed: Expr =
    shift.sign > 0
      ? amount
      : amount.$ === 'lit' && typeof amount.value === 'number'
        ? { $: 'lit', value: -amount.value }
        : { $: 'fn', name: 'sub', args: [{ $: 'lit', value: 0 }, amount] };
  return { $: 'fn', name: 'dateAdd', args: [date, signed, { $: 'lit', value: shift.unit }] };
}
