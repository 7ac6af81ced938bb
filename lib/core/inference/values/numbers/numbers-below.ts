import type { Column } from '../../columns/column.ts';
import { isIdentifier } from '../../columns/is-identifier.ts';
import { WRITTEN_NUMBER } from '../../columns/item-paths.ts';
import type { Gathered } from '../../columns/scope.ts';

/** Members that are numbers in every row, also those that are written as texts: `"450"` on a card. */
export const numbersBelow: Gathered = (_, reached) =>
  reached.flatMap((column) => {
    const { values } = column;
    if (values.every((value) => typeof value === 'number')) return [column];
    const isWritten = values.every((value) => typeof value === 'string' && WRITTEN_NUMBER.test(value));
    return isWritten && values.length > 0 && !isIdentifier(column) ? [readNumber(column)] : [];
  });

const readNumber = (column: Column): Column => ({
  ...column,
  expr: { $: 'fn', name: 'toNumber', args: [column.expr] },
  values: column.values.map(Number),
  cost: column.cost + 0.5,
  origin: 'computed',
});
