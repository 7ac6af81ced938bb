import { allSteps, withBodies } from '../workflow/walk.ts';
import type { Step, Workflow } from '../workflow/workflow.ts';

/** The workflow as it is kept: in a loop that makes kept items, one that fails does not hold up the others. */
export function collectingLoops(workflow: Workflow): Workflow {
  const kept = new Set(workflow.keep?.rules.map(({ step }) => step));
  const collect = (step: Step): Step => {
    const inner = withBodies(step, (body) => body.map(collect));
    const makes = inner.do === 'forEach' && allSteps(inner.body).some(({ id }) => kept.has(id));
    return makes ? { ...inner, onError: 'collect' } : inner;
  };
  return { ...workflow, body: workflow.body.map(collect) };
}
