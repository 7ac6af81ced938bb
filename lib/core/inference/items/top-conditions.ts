import type { Expr } from '../../workflow/workflow.ts';
import { findConditions } from './conditions/find-predicates.ts';
import type { PredicateSearch } from './conditions/predicate.ts';

/** What the items have to be before the first few of them are taken, and how much dearer that makes these few. */
export interface TopCondition {
  readonly expr: Expr;
  readonly cost: number;
  readonly label: string;
  readonly units: readonly string[];
  readonly holds: (row: number) => boolean;
}

/** A condition dearer than this is no word of the user's for what the items have to be. */
const DEAREST_OF_TWO = 4;
/** What two conditions that the user named are cheaper for it: a word that is used is better than one that is not. */
const BOTH_SAID = 3;

/** "The cheapest available one with at least two rooms": conditions that the user named, one of them or two together. */
export function topConditions(search: PredicateSearch): readonly TopCondition[] {
  const single = findConditions(search);
  const said = single.filter(({ cost }) => cost <= DEAREST_OF_TWO);
  return [
    ...single,
    ...said.flatMap((a, at) =>
      said.slice(at + 1).flatMap((b): TopCondition[] => {
        const rows = search.chosen.map((_, row) => row);
        const narrows = (one: typeof a, other: typeof a) => rows.some((row) => one.holds(row) && !other.holds(row));
        return narrows(a, b) && narrows(b, a)
          ? [
              {
                expr: { $: 'fn', name: 'and', args: [a.expr, b.expr] },
                cost: a.cost + b.cost - BOTH_SAID,
                label: `${a.label} and ${b.label}`,
                units: [...a.units, ...b.units],
                holds: (row) => a.holds(row) && b.holds(row),
              },
            ]
          : [];
      }),
    ),
  ];
}
