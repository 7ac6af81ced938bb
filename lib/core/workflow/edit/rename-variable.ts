import { mapStepExprs } from '../walk.ts';
import { mapExpr } from '../walk-exprs.ts';
import type { Expr, Id, Step, Workflow } from '../workflow.ts';
import { replaceStep, stepCalled } from './edit-steps.ts';
import { assertFreeName } from './names.ts';
import { EditRefused } from './workflow-edit.ts';

/** Gives what a step calls its item, page or answer another name, wherever that step uses it. */
export function renameVariable(workflow: Workflow, id: Id, from: Id, to: Id): Workflow {
  const step = stepCalled(workflow, id);
  if (from === to) return workflow;
  const owned = withName(step, from, to);
  if (!owned) throw new EditRefused(`Step "${id}" has no variable "${from}".`);
  assertFreeName(workflow, to);
  const rename = (expr: Expr): Expr =>
    mapExpr(expr, (inner) =>
      inner.$ === 'ref' && inner.of === 'var' && inner.id === from ? { ...inner, id: to } : inner,
    );
  return replaceStep(workflow, mapStepExprs(owned, rename));
}

function withName(step: Step, from: Id, to: Id): Step | null {
  switch (step.do) {
    case 'forEach':
      return step.each === from ? { ...step, each: to } : null;
    case 'paginate':
      if (step.page === from) return { ...step, page: to };
      return step.cursor === from ? { ...step, cursor: to } : null;
    case 'poll':
      return step.as === from ? { ...step, as: to } : null;
    case 'call':
      return step.find?.as === from ? { ...step, find: { ...step.find, as: to } } : null;
    default:
      return null;
  }
}
