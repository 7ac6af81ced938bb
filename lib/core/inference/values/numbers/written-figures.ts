import { fixed } from '../../../functions/number.ts';
import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { digitsSaid } from './aggregate-kinds.ts';
import { aggregates } from './aggregates.ts';

const WRITTEN = new Set(['sum', 'avg', 'min', 'max']);

/** Figures of a list as texts write them, with so many digits after the point: `4.0`, `12.50`. */
export function writtenFigures(list: Column, texts: readonly string[], context: DraftContext): Column[] {
  const said = digitsSaid(context);
  return [1, 2].flatMap((digits) => {
    const stands = (figure: number, row: number): boolean => (texts[row] ?? '').includes(fixed(figure, digits));
    return aggregates(list, context, stands).flatMap((column): Column[] => {
      const { expr } = column;
      if (expr.$ !== 'fn' || !WRITTEN.has(expr.name)) return [];
      return [
        {
          ...column,
          expr: { $: 'fn', name: 'fixed', args: [expr, { $: 'lit', value: digits }] },
          values: column.values.map((value) => (typeof value === 'number' ? fixed(value, digits) : undefined)),
          // What the user asked to see with so many digits is written with so many, also where they are zeros.
          cost: column.cost + (said === digits ? -3.5 : 0.7),
        },
      ];
    });
  });
}
