import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import { type Items, openItems } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { findOrder, type Order } from './find-order.ts';
import { saidConditions, saidTogether, withoutGaps } from './said-conditions.ts';
import { limitBeforeSuperlative } from './said-limit.ts';
import { cheapest, lengthAt, type Selection, type SelectionProblem } from './selection.ts';
import { superlativeIn, wordsBeside } from './superlatives.ts';
import { topConditions } from './top-conditions.ts';

/** The first k items by some member: "the three oldest". The user must have named the number or the direction. */
export function topItems(
  problem: SelectionProblem,
  items: Items,
  variable: string,
  context: DraftContext,
): Selection | null {
  const words = wordsBeside(items, context);
  const superlative = superlativeIn(words);
  const limit = limitOf(problem, superlative !== undefined, context);
  if (limit === null) return null;
  const { count } = limit;
  const take: { take?: Expr } = limit.expr === undefined ? {} : { take: limit.expr };
  // In the list's own order.
  if (count !== undefined && problem.chosen.every((indices) => indices.every((index, at) => index === at))) {
    const key = findOrder({ problem, items, variable, whole: true }, context);
    const isFirst = words.includes('first') || words.includes('top');
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

/**
 * How many items were taken of those that there were, and what says so: a number of the user's, which may be another in
 * each recording, or a word for just one. Without a count where all were taken; null where nothing says it.
 */
function limitOf(
  problem: SelectionProblem,
  superlative: boolean,
  context: DraftContext,
): { readonly count?: number; readonly expr?: Expr } | null {
  const used = problem.chosen.map((indices) => indices.length);
  const some = problem.chosen.map((indices, row) => indices.length < lengthAt(problem.list, row));
  const counts = new Set(used.filter((_, row) => some[row]));
  const [count] = counts;
  if (count === undefined) {
    const [all, ...others] = used;
    const limit = all === undefined || others.length > 0 ? null : limitBeforeSuperlative(all, context);
    return limit === null ? {} : { count: all ?? 0, expr: limit };
  }
  const said = problem.outer
    .columns()
    .find((column) => column.origin === 'input' && used.every((size, row) => column.values[row] === size));
  if (said !== undefined) return { count, expr: said.expr };
  if (counts.size > 1) return null;
  const named = context.prompt
    .numbers()
    .find(
      (number) =>
        number.value === count && (count > 1 || (superlative && !/^(decimal|digit|line|bullet|row)/.test(number.next))),
    );
  if (named !== undefined)
    return {
      count,
      expr: context.inputs.refer({ value: count, spans: [named.span], name: ['limit'], weak: true }),
    };
  return count === 1 && superlative ? { count, expr: { $: 'lit', value: count } } : null;
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

/** Whether a number that the user said once would be both how many are taken and a bound that they have to pass. */
function saysTwice(top: Selection, condition: Expr, context: DraftContext): boolean {
  const take = top.expr.$ === 'sort' ? top.expr.take : top.expr.$ === 'fn' ? top.expr.args.at(-1) : undefined;
  if (take?.$ !== 'ref' || !JSON.stringify(condition).includes(JSON.stringify(take))) return false;
  const value = context.inputs.find(take.id)?.value;
  return context.prompt.numbers().filter((number) => number.value === value).length < 2;
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
  const { prompt, inputs, now } = context;
  const search = { scope: items.scope, chosen: flags, prompt, inputs, own: items.own, now };
  for (const condition of [...topConditions(search), ...saidTogether(items, flags, context)]) {
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
    // All that the condition leaves, as they stand in the list, are the first few of nothing.
    const isCut = top?.expr.$ !== 'sort' || top.expr.take !== undefined || !inner.chosen.every(isRising);
    if (top !== null && isCut && !saysTwice(top, condition.expr, context))
      found.push({
        ...top,
        cost: top.cost + condition.cost - 5 + LEFT_OUT * leftOut(condition, { items, flags }, context),
        units: [...top.units, ...condition.units],
      });
  }
  return cheapest(found);
}

/** What a condition is dearer for each one that the user said and that it does not say. */
const LEFT_OUT = 3;

/** How many of the conditions that the user said with the name of a member, and that all used items keep, are not in it. */
function leftOut(
  { expr }: { readonly expr: Expr },
  { items, flags }: { readonly items: Items; readonly flags: readonly boolean[] },
  context: DraftContext,
): number {
  const text = withoutGaps(expr);
  return saidConditions(items, flags, context).filter((condition) => !text.includes(condition)).length;
}

const isRising = (indices: readonly number[]): boolean =>
  indices.every((index, at) => at === 0 || index > (indices[at - 1] ?? -1));
