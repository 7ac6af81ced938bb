import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Predicate } from './conditions/predicate.ts';
import { saidConditions, withoutGaps } from './said-conditions.ts';

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
  const said = saidConditions(items, flags, context);
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
