import type { Column } from '../../columns/column.ts';
import { nullable } from './add-atom.ts';
import { bitsOf, isZero } from './bits.ts';
import { COMPARISONS } from './comparisons.ts';
import { fieldGround } from './field-ground.ts';
import type { Atom, PredicateSearch } from './predicate.ts';

/** Two members of one item against each other: `spent > budget`. */
export function compareOwn(column: Column, search: PredicateSearch, own: readonly Column[], atoms: Atom[]): void {
  if (!column.values.some((value) => typeof value === 'number')) return;
  for (const other of own) {
    if (other === column || !other.values.some((value) => typeof value === 'number')) continue;
    for (const [name, test, hint] of COMPARISONS) {
      if (!search.prompt.hasWord(hint)) continue;
      const field = fieldGround(column, search.prompt) + fieldGround(other, search.prompt);
      if (field < 2) continue;
      const bits = bitsOf(
        column.values.map((value, row) => {
          const b = other.values[row];
          return typeof value === 'number' && typeof b === 'number' && test(value, b);
        }),
      );
      if (isZero(bits)) continue;
      atoms.push({
        bits,
        expr: { $: 'fn', name, args: [nullable(column.expr), nullable(other.expr)] },
        cost: 5 - field,
        grounded: true,
        label: `${column.label} ${name} ${other.label}`,
        atoms: 1,
        units: [...column.units, ...other.units],
        family: [column.label, other.label].sort().join(' against '),
      });
    }
  }
}
