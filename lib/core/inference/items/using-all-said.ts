import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import type { Predicate } from './conditions/predicate.ts';
import { type SaidTerm, saidTerms } from './said-terms.ts';

/** A condition that uses all that was said may be so much dearer than another and still be what was meant. */
const WORTH = 3;

/**
 * The conditions that use every member of which the user said what it should be, where there are such: one that leaves
 * a part of the request out and looks at something else instead is an accident of these items.
 */
export function usingAllSaid(
  predicates: readonly Predicate[],
  { items, flags }: { readonly items: Items; readonly flags: readonly boolean[] },
  context: DraftContext,
): readonly Predicate[] {
  const [best] = predicates;
  if (best === undefined) return predicates;
  const said = items.scope.columns().flatMap((column) => {
    if (!items.own(column)) return [];
    const used = column.values.filter((_, row) => flags[row]);
    const terms = firstOfEach(saidTerms(column, context)).filter(({ holds }) => used.every(holds));
    return [...terms.map(({ condition }) => condition), ...quotedName(column, used, context)].map(withoutGaps);
  });
  if (said.length === 0) return predicates;
  const using = predicates.filter(({ expr, grounded }) => {
    const text = withoutGaps(expr);
    return grounded && said.every((condition) => text.includes(condition));
  });
  // Where each alone tells the items apart, one stands for all of them: the others are put beside it.
  const one = predicates.find(({ expr }) => said.includes(withoutGaps(expr)));
  const meant = using.length > 0 ? using : one === undefined ? [] : [one];
  return (meant[0]?.cost ?? Number.POSITIVE_INFINITY) <= best.cost + WORTH ? meant : predicates;
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
const withoutGaps = (expr: Expr): string => JSON.stringify(expr).replaceAll(/,"missing":"[a-z]+"/g, '');
