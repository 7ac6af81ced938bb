import { mapKeepExprs } from '../keep.ts';
import { allSteps, innerBodies, mapStepExprs, stepExprs } from '../walk.ts';
import { mapExpr } from '../walk-exprs.ts';
import type { Expr, Id, Step, Workflow } from '../workflow.ts';
import { EditRefused } from './workflow-edit.ts';

/** Throws `EditRefused` unless the name can be given to something new. */
export function assertFreeName(workflow: Workflow, name: string): void {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
    throw new EditRefused(`"${name}" is no name: it must begin with a small letter and go on with letters and digits.`);
  }
  if (usedNames(workflow).has(name)) throw new EditRefused(`"${name}" is taken already. Choose another name.`);
}

export function usedNames(workflow: Workflow): ReadonlySet<string> {
  const inputs = [...workflow.inputs, ...(workflow.config ?? [])].map((input) => input.name);
  return new Set([...inputs, ...stepNames(workflow.body)]);
}

/** Ids of steps and of the variables that they make. */
export function stepNames(body: readonly Step[]): readonly Id[] {
  return allSteps(body).flatMap((step) => [
    step.id,
    ...innerBodies(step).flatMap((inner) => inner.sees),
    ...stepExprs(step).flatMap((placed) => placed.sees),
  ]);
}

/** Every expression of the workflow changed, inner parts first. */
export function mapWorkflowExprs(workflow: Workflow, change: (expr: Expr) => Expr): Workflow {
  const whole = (expr: Expr) => mapExpr(expr, change);
  return {
    ...workflow,
    body: workflow.body.map((step) => mapStepExprs(step, whole)),
    ...(workflow.output ? { output: whole(workflow.output) } : {}),
    ...(workflow.keep ? { keep: mapKeepExprs(workflow.keep, whole) } : {}),
  };
}

/** References of one kind to a name, given another name. */
export function renamedRefs(workflow: Workflow, of: 'input' | 'step', from: Id, to: Id): Workflow {
  return mapWorkflowExprs(workflow, (expr) =>
    expr.$ === 'ref' && expr.of === of && expr.id === from ? { ...expr, id: to } : expr,
  );
}

/** The name, or it with the first number that makes it free. */
export function uniqueName(workflow: Workflow, base: Id): Id {
  const taken = usedNames(workflow);
  let free = base;
  for (let n = 2; taken.has(free); n += 1) free = `${base}${n}`;
  return free;
}
