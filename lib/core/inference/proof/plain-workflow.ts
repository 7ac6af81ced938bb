import type { Json } from '../../json/json.ts';
import { withBodies } from '../../workflow/walk.ts';
import type { CallBody, Id, Step, Workflow } from '../../workflow/workflow.ts';

/** Recorded judgements by step: data in, answer out. */
export type Judgements = Readonly<Record<Id, readonly (readonly [Json, Json])[]>>;

/** The workflow for worlds whose answers are data already, with every judgement that was recorded as an example. */
export function plainWorkflow(workflow: Workflow, judgements: Judgements): Workflow {
  return withJudgements({ ...workflow, body: workflow.body.map(plainStep) }, judgements);
}

/** The workflow with every judgement that was recorded as an example, so that a replay needs no model. */
export function withJudgements(workflow: Workflow, judgements: Judgements): Workflow {
  return { ...workflow, body: workflow.body.map((step) => judgedStep(step, judgements)) };
}

function judgedStep(step: Step, judgements: Judgements): Step {
  if (step.do === 'llm') return { ...step, examples: judgements[step.id] ?? step.examples ?? [] };
  return withBodies(step, (body) => body.map((child) => judgedStep(child, judgements)));
}

function plainStep(step: Step): Step {
  const inner = withBodies(step, (body) => body.map(plainStep));
  switch (inner.do) {
    case 'call':
      return {
        ...inner,
        ...plainCall(inner),
        ...(inner.find === undefined ? {} : { find: { ...inner.find, call: plainCall(inner.find.call) } }),
      };
    case 'paginate':
    case 'poll':
      return { ...inner, call: plainCall(inner.call) };
    default:
      return inner;
  }
}

function plainCall(call: CallBody): CallBody {
  return call.extract === undefined ? call : { ...call, extract: 'auto' };
}
