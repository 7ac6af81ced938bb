import type { Json } from '../../json/json.ts';
import { withBodies } from '../../workflow/walk.ts';
import type { Step, Workflow } from '../../workflow/workflow.ts';

/** The workflow with what its judgements were shown, and what they said, changed. */
export function mapExamples(
  workflow: Workflow,
  change: { readonly seen: (input: Json) => Json; readonly said: (output: Json) => Json },
): Workflow {
  const mapStep = (step: Step): Step =>
    step.do === 'llm' && step.examples !== undefined
      ? { ...step, examples: step.examples.map(([input, output]) => [change.seen(input), change.said(output)]) }
      : withBodies(step, (body) => body.map(mapStep));
  return { ...workflow, body: workflow.body.map(mapStep) };
}
