import { allSteps, stepExprs } from '../../workflow/walk.ts';
import { refsOf } from '../../workflow/walk-exprs.ts';
import type { Id, Step } from '../../workflow/workflow.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';

/** The inputs that a step refers to. */
export function usedInputs(body: readonly Step[], context: DraftContext): readonly DraftInput[] {
  const used = new Set<Id>();
  for (const step of allSteps(body))
    for (const { expr } of stepExprs(step)) for (const ref of refsOf(expr)) if (ref.of === 'input') used.add(ref.id);
  return context.inputs.all().filter((input) => used.has(input.id));
}
