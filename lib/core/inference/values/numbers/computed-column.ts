import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';

/** A number that was reckoned from a list, as a column. */
export function computedColumn(
  list: Column,
  computed: {
    readonly name: string;
    readonly expr: Expr;
    readonly values: readonly (Json | undefined)[];
    readonly cost: number;
    readonly words: readonly string[];
  },
): Column {
  const { name, expr, values, cost, words } = computed;
  return {
    ...list,
    expr,
    values,
    cost: list.cost + cost,
    origin: 'computed',
    words,
    about: [...list.words, ...list.about],
    label: `${name} of ${list.label}`,
    partial: false,
  };
}

/** Whether a figure is what a row needs. */
export type Accept = (figure: number, row: number) => boolean;

/** The figure of every row, or null at the first row that does not take it. */
export function acceptedFigures(
  list: Column,
  reckon: (items: readonly Json[]) => number | null,
  accept: Accept,
): readonly number[] | null {
  const figures: number[] = [];
  let before: Json | undefined;
  let figure: number | null = null;
  for (let row = 0; row < list.values.length; row += 1) {
    const items = list.values[row];
    if (!Array.isArray(items)) return null;
    // A list from outside a loop is the same in all of its rows.
    if (items !== before) figure = reckon(items);
    if (figure === null || !accept(figure, row)) return null;
    figures.push(figure);
    before = items;
  }
  return figures;
}
