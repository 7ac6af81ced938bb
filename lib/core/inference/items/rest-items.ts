import type { Json } from '../../json/json.ts';
import type { Column } from '../columns/column.ts';
import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import type { NamedNumber } from '../words/named-numbers.ts';
import type { Selection, SelectionProblem } from './selection.ts';

/** Words that leave the first few alone and mean all others. */
const KEPT = /\b(keep\w*|retain\w*|spare|leave|leaving|except|all but|but the|other than|apart from)\b/i;
const NEWEST = /\b(newest|latest|most recent|last|youngest|freshest)\b/i;
const OLDEST = /\b(oldest|earliest|first)\b/i;
const HIGHEST = /\b(largest|biggest|highest|greatest|longest|top|best|most expensive)\b/i;
const LOWEST = /\b(smallest|lowest|shortest|cheapest|worst)\b/i;

/** "Keep the 3 newest and delete the rest": all items but the first few in an order that the user named. */
export function restItems(
  problem: SelectionProblem,
  items: Items,
  variable: string,
  context: DraftContext,
): Selection | null {
  const { prompt } = context;
  if (!prompt.asksFor(KEPT)) return null;
  for (const number of prompt.numbers()) {
    if (!Number.isInteger(number.value) || number.value < 1) continue;
    for (const column of items.scope.columns()) {
      if (!items.own(column) || column.expr.$ !== 'get') continue;
      const kind = kindOf(column.values);
      if (kind === null) continue;
      for (const order of ['desc', 'asc'] as const) {
        const words = kind === 'date' ? (order === 'desc' ? NEWEST : OLDEST) : order === 'desc' ? HIGHEST : LOWEST;
        if (!prompt.asksFor(words) || !leavesFirst(problem, items, column, { order, count: number.value })) continue;
        return selectionOf(problem, column, { order, number, variable }, context);
      }
    }
  }
  return null;
}

function kindOf(values: readonly (Json | undefined)[]): 'date' | 'number' | null {
  if (values.length < 2) return null;
  if (values.every((value) => typeof value === 'number')) return 'number';
  return values.every((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) ? 'date' : null;
}

/** Whether the chosen items of every row are those after the first few, and some row has such items. */
function leavesFirst(
  problem: SelectionProblem,
  items: Items,
  column: Column,
  { order, count }: { readonly order: 'asc' | 'desc'; readonly count: number },
): boolean {
  const sign = order === 'desc' ? -1 : 1;
  return problem.chosen.every((indices, row) => {
    const own = items.places
      .flatMap((place, at) => (place.row === row ? [{ index: place.index, value: column.values[at] ?? null }] : []))
      .sort((a, b) => sign * (String(a.value) === String(b.value) ? 0 : isLess(a.value, b.value) ? -1 : 1));
    const rest = own.slice(count).map(({ index }) => index);
    return rest.length === indices.length && rest.every((index) => indices.includes(index));
  });
}

const isLess = (a: Json, b: Json): boolean =>
  typeof a === 'number' && typeof b === 'number' ? a < b : String(a) < String(b);

function selectionOf(
  { list }: SelectionProblem,
  column: Column,
  {
    order,
    number,
    variable,
  }: { readonly order: 'asc' | 'desc'; readonly number: NamedNumber; readonly variable: string },
  context: DraftContext,
): Selection {
  const kept = context.inputs.refer({ value: number.value, spans: [number.span], name: ['keep'], weak: true });
  return {
    expr: {
      $: 'fn',
      name: 'slice',
      args: [{ $: 'sort', in: list.expr, as: variable, by: [{ key: column.expr, order }] }, kept],
    },
    cost: 2 + column.cost * 0.2,
    status: 'proved',
    label: `${list.label} without the first ${number.value} by ${column.label}`,
    doubts: [],
    units: list.units,
  };
}
