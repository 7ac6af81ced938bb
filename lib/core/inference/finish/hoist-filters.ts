import { canonicalJson } from '../../json/canonical.ts';
import { allSteps, mapStepExprs, stepExprs, withBodies } from '../../workflow/walk.ts';
import { allExprs, mapExpr, refsOf } from '../../workflow/walk-exprs.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import { unnamed } from './unnamed.ts';

type Filter = Extract<Expr, { $: 'over' }>;

/**
 * A loop over groups that looks at some of each group's items only goes over groups of those: "one order per supplier
 * with all of its items that run out" makes none for a supplier of whom nothing runs out. Where items are only counted,
 * none is a figure too, and the groups stay.
 */
export function hoistFilters(body: readonly Step[]): readonly Step[] {
  return body.map((step) => {
    const inner = withBodies(step, hoistFilters);
    return inner.do === 'forEach' ? hoisted(inner) : inner;
  });
}

function hoisted(step: Extract<Step, { do: 'forEach' }>): Step {
  // Groups that hold one such item at least, or all of them.
  const held = step.in.$ === 'over' && step.in.op === 'filter' ? someItem(step.in) : null;
  const groups = step.in.$ === 'over' && step.in.op === 'filter' ? step.in.in : step.in;
  if (groups.$ !== 'over' || groups.op !== 'groupBy' || (groups !== step.in && held === null)) return step;
  const items = canonicalJson(itemsOf(step.each));
  const exprs = allSteps(step.body).flatMap((inner) => stepExprs(inner).flatMap(({ expr }) => allExprs(expr)));
  const looks = exprs.filter((expr) => canonicalJson(expr) === items).length;
  const filters = exprs.filter((expr): expr is Filter => isFilterOf(expr, items));
  const [filter, ...others] = filters;
  if (filter === undefined || looks !== filters.length || !standsAlone(filter)) return step;
  if (held === null ? !isListed(exprs, items) : !isSameTest(held, filter)) return step;
  const wanted = canonicalJson(unnamed(filter));
  if (others.some((other) => canonicalJson(unnamed(other)) !== wanted)) return step;
  const plain = (expr: Expr): Expr => mapExpr(expr, (inner) => (isFilterOf(inner, items) ? inner.in : inner));
  return {
    ...step,
    in: { ...groups, in: { ...filter, in: groups.in } },
    body: step.body.map((inner) => mapStepExprs(inner, plain)),
  };
}

const itemsOf = (group: string): Expr => ({ $: 'get', from: { $: 'ref', of: 'var', id: group }, path: ['items'] });

function isFilterOf(expr: Expr, items: string): expr is Filter {
  return expr.$ === 'over' && expr.op === 'filter' && canonicalJson(expr.in) === items;
}

/** What one item of a group has to be for the group to be taken: `some(group.items, …)`, `has(map(group.items, …), x)`. */
function someItem({ as, body }: Filter): Filter | null {
  const test = body.$ === 'fn' && body.name === 'has' ? heldByOne(body.args) : body;
  if (test?.$ !== 'over' || test.op !== 'some') return null;
  const [list] = test.in.$ === 'fn' && test.in.name === 'coalesce' ? test.in.args : [test.in];
  return canonicalJson(plainly(list ?? test.in)) === canonicalJson(itemsOf(as)) ? test : null;
}

function heldByOne([list, value]: readonly Expr[]): Expr | null {
  if (list?.$ !== 'over' || list.op !== 'map' || value === undefined) return null;
  return { ...list, op: 'some', body: { $: 'fn', name: 'eq', args: [list.body, value] } };
}

const isSameTest = (held: Filter, filter: Filter): boolean =>
  canonicalJson(unnamed(plainly({ ...held, op: 'filter', in: { $: 'absent' } }))) ===
  canonicalJson(unnamed(plainly({ ...filter, in: { $: 'absent' } })));

/** Without what is said of members that may be missing. */
const plainly = (expr: Expr): Expr =>
  mapExpr(expr, (inner) => {
    if (inner.$ !== 'get') return inner;
    const { missing: _missing, ...rest } = inner;
    return rest;
  });

/** Whether something is made of each of the items, and they are not only counted. */
function isListed(exprs: readonly Expr[], items: string): boolean {
  return exprs.some(
    (expr) =>
      (expr.$ === 'over' && expr.op === 'map' && isFilterOf(expr.in, items)) ||
      (expr.$ === 'sort' && isFilterOf(expr.in, items)),
  );
}

/** Whether the condition looks at the item and at what is known before the loop alone. */
function standsAlone(filter: Filter): boolean {
  const own = new Set([filter.as, ...allExprs(filter.body).flatMap((expr) => ('as' in expr ? [expr.as] : []))]);
  return refsOf(filter.body).every((ref) => ref.of === 'input' || (ref.of === 'var' && own.has(ref.id)));
}
