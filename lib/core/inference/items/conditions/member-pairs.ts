import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { covers } from './bits.ts';
import type { Atom } from './predicate.ts';

/** More conditions than these on the members of one list are hardly all said. */
const MOST = 24;
/** What it costs that two conditions are meant of the same member of the list. */
const TOGETHER = 1;

/**
 * "Orders with an unpaid line above 100": two conditions that the user named and that one and the same member of the list
 * has to meet. Pairs of which one says all that the other says are left out, and so are two tests of one value.
 */
export function memberPairs(conditions: readonly { readonly atom: Atom; readonly column: Column }[]): readonly Atom[] {
  const said = conditions
    .filter(({ atom }) => atom.grounded)
    .sort((a, b) => a.atom.cost - b.atom.cost)
    .slice(0, MOST);
  return said.flatMap((one, at) =>
    said.slice(at + 1).flatMap((other): Atom[] => {
      const [a, b] = [one.atom, other.atom];
      if (one.column === other.column || covers(a.bits, b.bits) || covers(b.bits, a.bits)) return [];
      const bits = a.bits.map((word, index) => word & (b.bits[index] ?? 0));
      if (bits.every((word) => word === 0)) return [];
      const expr: Expr = { $: 'fn', name: 'and', args: [a.expr, b.expr] };
      return [
        {
          bits,
          expr,
          cost: a.cost + b.cost + TOGETHER,
          grounded: true,
          label: `${a.label} and ${b.label}`,
          atoms: 2,
          units: [...a.units, ...b.units],
        },
      ];
    }),
  );
}
