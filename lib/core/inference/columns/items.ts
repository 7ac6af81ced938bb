import type { Json } from '../../json/json.ts';
import type { Expr, Id } from '../../workflow/workflow.ts';
import { type Column, pickRows } from './column.ts';
import { lackingMembers } from './lacking-members.ts';
import { below } from './location.ts';
import type { EntriesOf } from './said-entries.ts';
import { Scope } from './scope.ts';

/** Every item of a list column as rows of their own, with what was visible around the list. */
export interface Items {
  readonly scope: Scope;
  /** The item itself. */
  readonly item: Column;
  /** For each row: the outer row and the position in its list. */
  readonly places: readonly { readonly row: number; readonly index: number }[];
  /** The item and its members, and whether a column is one of them. */
  readonly members: () => readonly Column[];
  readonly own: (column: Column) => boolean;
}

/** Opens a list: rows become items. `variable` is what an item is called. */
export function openItems(list: Column, outer: Scope, variable: Id): Items {
  const places: { row: number; index: number }[] = [];
  list.values.forEach((value, row) => {
    if (Array.isArray(value)) for (let index = 0; index < value.length; index += 1) places.push({ row, index });
  });
  return itemsAt(list, outer, variable, places);
}

/** Some items of a list column as rows. */
export function itemsAt(
  list: Column,
  outer: Scope,
  variable: Id,
  places: readonly { readonly row: number; readonly index: number }[],
): Items {
  const { locate } = list;
  const item: Column = {
    expr: { $: 'ref', of: 'var', id: variable },
    values: places.map(({ row, index }): Json | undefined => {
      const value = list.values[row];
      return Array.isArray(value) ? value[index] : undefined;
    }),
    ready: places.map(({ row }) => list.ready[row] ?? -1),
    turns: places.map(({ row }) => list.turns[row]),
    ...(list.given === undefined ? {} : { given: places.map(({ row }) => list.given?.[row]) }),
    words: list.words,
    about: list.about,
    cost: 0.5,
    origin: 'reference',
    units: list.units,
    label: list.words.length > 0 ? list.words.join(' ') : 'item',
    partial: false,
    lacks: lackingMembers(list.values),
    ...(locate === undefined
      ? {}
      : {
          locate: (row: number) => {
            const place = places[row];
            return place === undefined ? undefined : below(locate(place.row), place.index);
          },
        }),
  };
  const rows = places.map(({ row }) => row);
  // Where items of a list are told apart, an entry of that list is one of them.
  const opened = JSON.stringify(nullableExpr(list.expr));
  const entriesOf: EntriesOf = (other) =>
    JSON.stringify(nullableExpr(other.expr)) === opened ? [] : outer.entriesOf(other);
  const scope = new Scope(places.length, () => [item, ...outer.roots.map((root) => pickRows(root, rows))], entriesOf);
  const own = (column: Column): boolean => startsWithVariable(column, variable);
  return { scope, item, places, own, members: () => scope.reach(item).filter(own) };
}

const nullableExpr = (expr: Expr): Expr => (expr.$ === 'get' ? { ...expr, missing: 'null' } : expr);

/** Whether a column is the item or a member of it. */
function startsWithVariable(column: Column, variable: Id): boolean {
  let expr = column.expr;
  for (;;) {
    if (expr.$ === 'ref') return expr.of === 'var' && expr.id === variable;
    if (expr.$ === 'get') expr = expr.from;
    else if (expr.$ === 'over') expr = expr.in;
    else if (expr.$ === 'fn' && expr.name === 'coalesce' && expr.args[0] !== undefined) [expr] = expr.args;
    else return false;
  }
}
