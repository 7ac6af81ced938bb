import { allExprs, allSteps, stepExprs } from '#core/workflow/walk.ts';
import type { Step, Workflow } from '#core/workflow/workflow.ts';
import { findLocalIds } from './find-references.ts';
import type { NameScope } from './names.ts';

/**
 * Variables for what loops and expressions go over. A loop over a filtered list is written with one name for the item,
 * `for (const pull of pulls.filter((pull) => …))`, although a workflow has to give two: the second may take the first
 * one's name where nothing inside the loop uses that again.
 */
export function nameLocals(workflow: Workflow, names: NameScope): ReadonlyMap<string, string> {
  const shared = sharedNames(workflow);
  const named = new Map<string, string>();
  for (const id of findLocalIds(workflow)) if (!shared.has(id)) named.set(id, names.take(id, `${id}Item`));
  for (const [id, base] of shared) named.set(id, named.get(base) ?? names.take(id));
  return named;
}

/** Loop variable to the variable of its own list's expression that it is a numbered copy of. */
function sharedNames(workflow: Workflow): ReadonlyMap<string, string> {
  const pairs = allSteps(workflow.body).flatMap((step) => {
    if (step.do !== 'forEach') return [];
    const base = /^([a-z][A-Za-z]*)[0-9]+$/.exec(step.each)?.[1];
    const inside = [...step.body.flatMap((child) => localsOf([child])), ...(step.yield ? asOf(step.yield) : [])];
    return base !== undefined && asOf(step.in).includes(base) && !inside.includes(base)
      ? [[step.each, base] as const]
      : [];
  });
  return new Map(pairs);
}

function localsOf(steps: readonly Step[]): readonly string[] {
  return allSteps(steps).flatMap((step) => [
    ...stepExprs(step).flatMap(({ expr }) => asOf(expr)),
    ...(step.do === 'forEach' ? [step.each] : []),
    ...(step.do === 'paginate' ? [step.page, step.cursor] : []),
    ...(step.do === 'poll' ? [step.as] : []),
    ...(step.do === 'call' && step.find ? [step.find.as] : []),
  ]);
}

function asOf(expr: Parameters<typeof allExprs>[0]): readonly string[] {
  return allExprs(expr).flatMap((inner) => (inner.$ === 'over' || inner.$ === 'sort' ? [inner.as] : []));
}
