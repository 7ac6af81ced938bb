import { allSteps, stepExprs } from '#core/workflow/walk.ts';
import { allExprs } from '#core/workflow/walk-exprs.ts';
import type { Expr, Workflow } from '#core/workflow/workflow.ts';

/** Ids of the steps whose value some expression reads; the others need no variable. */
export function findReferredSteps(workflow: Workflow): ReadonlySet<string> {
  const references = exprsOf(workflow).filter((expr) => expr.$ === 'ref' && expr.of === 'step');
  return new Set(references.flatMap((expr) => (expr.$ === 'ref' ? [expr.id] : [])));
}

/** Ids that loops and expressions give to what they go over, in order of first sight. */
export function findLocalIds(workflow: Workflow): readonly string[] {
  const ofSteps = allSteps(workflow.body).flatMap((step) => {
    switch (step.do) {
      case 'forEach':
        return [step.each];
      case 'paginate':
        return [step.page, step.cursor];
      case 'poll':
        return [step.as];
      case 'call':
        return step.find ? [step.find.as] : [];
      default:
        return [];
    }
  });
  const ofExprs = exprsOf(workflow).flatMap((expr) => (expr.$ === 'over' || expr.$ === 'sort' ? [expr.as] : []));
  return [...new Set([...ofSteps, ...ofExprs])];
}

/** Every expression of a workflow, outer before inner. */
export function exprsOf(workflow: Workflow): readonly Expr[] {
  const placed = allSteps(workflow.body).flatMap((step) => stepExprs(step).map(({ expr }) => expr));
  return [...placed, ...(workflow.output ? [workflow.output] : [])].flatMap(allExprs);
}
