import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { bitsOf, isZero } from './bits.ts';
import type { Atom } from './predicate.ts';

export function addAtom(
  atoms: Atom[],
  values: readonly (Json | undefined)[],
  test: (value: Json | undefined) => boolean,
  atom: { expr: Expr; cost: number; grounded: boolean; label: string; column: Column; family?: string },
): void {
  const bits = bitsOf(values.map(test));
  if (isZero(bits)) return;
  atoms.push({
    bits,
    expr: atom.expr,
    cost: Math.max(0.2, atom.cost),
    grounded: atom.grounded,
    label: atom.label,
    atoms: 1,
    units: atom.column.units,
    ...(atom.family === undefined ? {} : { family: atom.family }),
  });
}

export const nullable = (expr: Expr): Expr => (expr.$ === 'get' ? { ...expr, missing: 'null' } : expr);
