import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import { type Items, openItems } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { findConditions } from './conditions/find-predicates.ts';
import { findOrder, type Order } from './find-order.ts';
import { cheapest, lengthAt, type Selection, type SelectionProblem } from './selection.ts';
import { superlativeIn, wordsBeside } from './superlatives.ts';

/** The first k items by some member: "the three oldest". The user must have named the number or the direction. */
export function topItems(
  problem: SelectionProblem,
  items: Items,
  variable: string,
  context: DraftContext,
): Selection | null {
  const sizes = problem.chosen.map((indices, row) => ({ used: indices.length, of: lengthAt(problem.list, row) }));
  const counts = new Set(sizes.filter((size) => size.used < size.of).map((size) => size.used));
  if (counts.size > 1) return null;
  const [count] = counts;
  const words = wordsBeside(items, context);
  const named =
    count === undefined
      ? undefined
      : context.prompt
          .numbers()
          .find((number) => number.value === count && (count > 1 || superlativeIn(words) !== undefined));
  const superlative = superlativeIn(words);
  if (count !== undefined && named === undefined && !(count === 1 && superlative !== undefined)) return null;
  const take: { take?: Expr } =
    count === undefined
      ? {}
      : {
          take:
            named === undefined
              ? { $: 'lit', value: count }
              : context.inputs.refer({ value: count, spans: [named.span], name: ['limit'], weak: true }),
        };
  // In the list's own order.
  if (count !== undefined && problem.chosen.every((indices) => indices.every((index, at) => index === at))) {
    const key = findOrder({ problem, items, variable, whole: true }, context);
    const isFirst = context.prompt.hasWord(/\b(first|top)\b/i);
    if (superlative === undefined || isFirst || key === null) {
      return {
        expr: {
          $: 'fn',
          name: 'slice',
          args: [problem.list.expr, { $: 'lit', value: 0 }, take.take ?? { $: 'lit', value: count }],
        },
        cost: isFirst ? 2 : 4,
        status: 'proved',
        label: `the first ${count} of ${problem.list.label}`,
        doubts: [],
        units: problem.list.units,
      };
    }
    return topBy(key, problem, count, take);
  }
  const key = findOrder({ problem, items, variable, whole: true }, context);
  return key === null ? null : topBy(key, problem, count ?? 0, take);
}

function topBy(key: Order, problem: SelectionProblem, count: number, take: { take?: Expr }): Selection {
  return {
    expr: { $: 'sort', in: problem.list.expr, as: key.as, by: key.by, ...take },
    cost: 2 + key.cost,
    status: key.status,
    label: `the first ${count} of ${problem.list.label} by ${key.label}`,
    doubts: key.doubts,
    units: problem.list.units,
  };
}

/** "The two oldest tickets of high urgency": a condition that the user named first, then the first few by some order. */
export function topOfFiltered(
  problem: SelectionProblem,
  items: Items,
  flags: readonly boolean[],
  variable: string,
  context: DraftContext,
): Selection | null {
  if (superlativeIn(wordsBeside(items, context)) === undefined) return null;
  const found: Selection[] = [];
  for (const condition of findConditions({
    scope: items.scope,
    chosen: flags,
    prompt: context.prompt,
    inputs: context.inputs,
    own: items.own,
    now: context.now,
  })) {
    const kept = problem.list.values.map((): number[] => []);
    items.places.forEach(({ row, index }, at) => {
      if (condition.holds(at)) kept[row]?.push(index);
    });
    const list: Column = {
      ...problem.list,
      expr: { $: 'over', op: 'filter', in: problem.list.expr, as: variable, body: condition.expr },
      values: problem.list.values.map((value, row) =>
        Array.isArray(value) ? value.filter((_, index) => kept[row]?.includes(index)) : value,
      ),
      label: `${problem.list.label} where ${condition.label}`,
    };
    const inner: SelectionProblem = {
      ...problem,
      list,
      chosen: problem.chosen.map((indices, row) => indices.map((index) => kept[row]?.indexOf(index) ?? -1)),
    };
    const order = context.variables.make(problem.list.words.length > 0 ? problem.list.words : problem.list.about);
    const top = topItems(inner, openItems(list, problem.outer, order), order, context);
    if (top !== null)
      found.push({ ...top, cost: top.cost + condition.cost - 5, units: [...top.units, ...condition.units] });
  }
  return cheapest(found);
}
