import { type Column, isListColumn } from '../columns/column.ts';
import { openItems } from '../columns/items.ts';
import { type Gathered, Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import { saidTerms } from './said-terms.ts';
import { narrowed, type Selection } from './selection.ts';

/** Longer lists are not gone through for every text. */
const MOST_ITEMS = 2000;

const remembered = new WeakMap<DraftContext, Gathered>();

/**
 * Lists as the user described them, by conditions with the names of members: `the sensors that have "cold" among their
 * markers`. Figures and texts may be of those alone.
 */
export function describedLists(scope: Scope, context: DraftContext): readonly Column[] {
  let below = remembered.get(context);
  if (below === undefined) {
    below = (_, reached) => reached.filter(isListColumn).flatMap((list) => describedList(list, context) ?? []);
    remembered.set(context, below);
  }
  return scope.gather(below);
}

/** The list as the user described it; null where they did not, or where no two items of it are left. */
export function describedList(list: Column, context: DraftContext): Column | null {
  const total = list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
  if (total === 0 || total > MOST_ITEMS || list.expr.$ === 'over' || !isListColumn(list)) return null;
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const items = openItems(list, new Scope(list.values.length, []), variable);
  const left = new Set<number>();
  let selection: Selection = {
    expr: list.expr,
    cost: 0,
    status: 'proved',
    label: list.label,
    doubts: [],
    units: list.units,
  };
  const paths = new Set<string>();
  for (const column of items.members()) {
    if (column.expr.$ !== 'get') continue;
    const path = JSON.stringify(column.expr.path);
    for (const term of saidTerms(column, context)) {
      if (paths.has(path)) continue;
      paths.add(path);
      column.values.forEach((value, row) => {
        if (!term.holds(value)) left.add(row);
      });
      selection = narrowed(selection, term.condition, term.label, variable);
    }
  }
  if (paths.size === 0) return null;
  const values = list.values.map((value, row) => {
    if (!Array.isArray(value)) return undefined;
    const first = items.places.findIndex((place) => place.row === row);
    return value.filter((_, index) => !left.has(first + index));
  });
  // The sum of one is that one: which item it is, is found in another way.
  if (values.every((value) => value === undefined || value.length < 2)) return null;
  const { locate: _locate, ...rest } = list;
  return {
    ...rest,
    expr: selection.expr,
    label: selection.label,
    // What the user speaks of comes before the list that it is taken from, and before other lists.
    cost: Math.max(0.2, list.cost - 1.5),
    origin: 'computed',
    values,
  };
}
