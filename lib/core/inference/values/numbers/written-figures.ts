import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { digitsSaid } from './aggregate-kinds.ts';
import { aggregates } from './aggregates.ts';
import { NUMBER_WRITINGS, type NumberWriting } from './number-writings.ts';

const WRITTEN = new Set(['sum', 'avg', 'min', 'max']);

/** Figures of a list as texts write them: `4.0`, `12.50`, `12,450.00`, `3:07`. */
export function writtenFigures(list: Column, texts: readonly string[], context: DraftContext): Column[] {
  const said = digitsSaid(context);
  const stands = (writing: NumberWriting, figure: number, row: number): boolean => {
    const written = writing.write(figure);
    return written !== null && (texts[row] ?? '').includes(written);
  };
  const some = (figure: number, row: number): boolean =>
    NUMBER_WRITINGS.some((writing) => stands(writing, figure, row));
  return aggregates(list, context, some).flatMap((column): Column[] => {
    const { expr } = column;
    if (expr.$ !== 'fn' || !WRITTEN.has(expr.name)) return [];
    return NUMBER_WRITINGS.filter((writing) =>
      column.values.every((value, row) => typeof value === 'number' && stands(writing, value, row)),
    ).map((writing) => ({
      ...column,
      expr: writing.expr(expr),
      values: column.values.map((value) =>
        typeof value === 'number' ? (writing.write(value) ?? undefined) : undefined,
      ),
      // What the user asked to see with so many digits is written with so many, also where they are zeros.
      cost: column.cost + (said !== null && said === writing.digits ? -3.5 : writing.cost - 1.8),
    }));
  });
}
