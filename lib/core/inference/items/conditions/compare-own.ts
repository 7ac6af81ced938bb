import type { Column } from '../../columns/column.ts';
import { isIdentifier } from '../../columns/is-identifier.ts';
import type { AtomBook } from './atom-book.ts';
import { COMPARISONS } from './comparisons.ts';
import { fieldGround } from './field-ground.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** Two members of one item against each other: `spent > budget`. */
export function compareOwn(column: Column, search: PredicateSearch, own: readonly Column[], book: AtomBook): void {
  if (isIdentifier(column) || !column.values.some((value) => typeof value === 'number')) return;
  for (const other of own) {
    if (other === column || isIdentifier(other) || !other.values.some((value) => typeof value === 'number')) continue;
    for (const [name, test, hint] of COMPARISONS) {
      if (!search.prompt.hasWord(hint)) continue;
      const field = fieldGround(column, search.prompt) + fieldGround(other, search.prompt);
      // "Below their minimum": one of the two is named, the other is what is measured against it.
      if (field < 1) continue;
      book.add(
        (row) => {
          const left = column.values[row];
          const right = other.values[row];
          return typeof left === 'number' && typeof right === 'number' && test(left, right);
        },
        () => ({
          expr: { $: 'fn', name, args: [nullable(column.expr), nullable(other.expr)] },
          cost: 5 - field + (field < 2 ? 1.5 : 0),
          grounded: true,
          label: `${column.label} ${name} ${other.label}`,
          units: [...column.units, ...other.units],
          family: [column.label, other.label].sort().join(' against '),
        }),
      );
    }
  }
}
