import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import { type SaidTerm, saidTerms } from './said-terms.ts';
import type { TopCondition } from './top-conditions.ts';

/** The conditions on members of the items that the user said and that all used items keep, as text without gaps. */
export function saidConditions(items: Items, flags: readonly boolean[], context: DraftContext): readonly string[] {
  return items.scope.columns().flatMap((column) => {
    if (!items.own(column)) return [];
    const used = column.values.filter((_, row) => flags[row]);
    const terms = firstOfEach(saidTerms(column, context)).filter(({ holds }) => used.every(holds));
    return [...terms.map(({ condition }) => condition), ...quotedName(column, used, context)].map(withoutGaps);
  });
}

/**
 * All conditions together that the user said with the names of members, where all used items keep them and some other
 * item does not; none where that is one condition only.
 */
export function saidTogether(items: Items, flags: readonly boolean[], context: DraftContext): readonly TopCondition[] {
  const terms = items.members().flatMap((column) => {
    const kept = firstOfEach(saidTerms(column, context)).filter(
      ({ holds }) =>
        column.values.every((value, row) => !flags[row] || holds(value)) &&
        !column.values.every((value) => holds(value)),
    );
    return kept.map((term) => ({ ...term, column }));
  });
  if (terms.length < 2) return [];
  return [
    {
      expr: { $: 'fn', name: 'and', args: terms.map(({ condition }) => condition) },
      cost: 3 + 0.5 * terms.length,
      label: terms.map(({ label }) => label).join(' and '),
      units: terms.flatMap(({ column }) => column.units),
      holds: (row) => terms.every(({ holds, column }) => holds(column.values[row])),
    },
  ];
}

/** `Find the booking "iris falls 15"`: the name in quotes is said of the member that is it, without the member's name. */
function quotedName(column: Column, used: readonly (Json | undefined)[], { prompt, inputs }: DraftContext): Expr[] {
  const [value] = used;
  if (typeof value !== 'string' || !used.every((one) => one === value) || surpriseOf(value) < UNLIKELY_BITS) return [];
  const spans = prompt.quoted.filter(({ text }) => text === value);
  if (spans.length === 0) return [];
  const literal = inputs.refer({ value, spans: prompt.spansOf(value), name: column.words, weak: true });
  return [{ $: 'fn', name: 'eq', args: [column.expr, literal] }];
}

/** `before 2026-04-01` is also read as a value of its own: what a value is said with first is what it means. */
const firstOfEach = (terms: readonly SaidTerm[]): readonly SaidTerm[] =>
  terms.filter(({ value }, at) => value === undefined || terms.findIndex((other) => other.value === value) === at);

/** An expression as text; whether a member may be missing makes no difference. */
export const withoutGaps = (expr: Expr): string => JSON.stringify(expr).replaceAll(/,"missing":"[a-z]+"/g, '');
