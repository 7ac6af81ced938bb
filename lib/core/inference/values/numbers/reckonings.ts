import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import { numbersBelow } from './numbers-below.ts';

/** One operation on two known numbers. */
export function reckonings(target: Target, scope: Scope, wanted: readonly number[]): Column[] {
  const distinct = new Set(wanted).size;
  const big = wanted.some((value) => Math.abs(value) >= 1000);
  if (distinct < 3 && !big) return [];
  const numbers = scope
    .gather(numbersBelow)
    .filter((column) => column.values.length > 0 && column.origin !== 'input' && usable(column, target))
    .slice(0, 60);
  const found: Column[] = [];
  const operations: readonly [string, (a: number, b: number) => number][] = [
    ['mul', (a, b) => a * b],
    ['add', (a, b) => a + b],
    ['sub', (a, b) => a - b],
  ];
  for (const left of numbers) {
    for (const right of numbers) {
      if (left === right) continue;
      for (const [name, apply] of operations) {
        if (name !== 'sub' && left.label > right.label) continue;
        if (
          !wanted.every((value, row) => {
            const a = left.values[row];
            const b = right.values[row];
            return typeof a === 'number' && typeof b === 'number' && apply(a, b) === value;
          })
        )
          continue;
        found.push({
          ...left,
          expr: { $: 'fn', name, args: [left.expr, right.expr] },
          values: wanted,
          cost: left.cost + right.cost + 5,
          origin: 'computed',
          units: [...left.units, ...right.units],
          label: `${left.label} ${name} ${right.label}`,
          words: [],
          about: [],
        });
      }
    }
  }
  return found;
}
