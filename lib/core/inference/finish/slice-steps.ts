import { innerBodies, stepExprs } from '../../workflow/walk.ts';
import { allExprs, refsOf } from '../../workflow/walk-exprs.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import { prune } from './prune-steps.ts';

/** Takes out, backwards from what is written (or given as the result), every step that nothing there needs. */
export function sliceSteps(
  body: readonly Step[],
  output: Expr | null = null,
): {
  readonly body: readonly Step[];
  readonly removed: readonly Step[];
} {
  const removed: Step[] = [];
  let current = body;
  for (;;) {
    const needed = new Set<string>();
    if (output !== null) for (const ref of refsOf(output)) if (ref.of === 'step') needed.add(ref.id);
    collect(current, needed);
    const kept = prune(current, needed, removed);
    if (kept === current) return { body: current, removed };
    current = kept;
  }
}

function collect(body: readonly Step[], needed: Set<string>): void {
  for (const step of body) {
    for (const { expr, slot } of stepExprs(step)) {
      // What a step hands on counts only where somebody takes it.
      if (
        slot[0] === 'yield' ||
        slot[0] === 'thenValue' ||
        slot[0] === 'elseValue' ||
        (step.do === 'try' && (slot[0] === 'value' || slot[0] === 'elseValue'))
      )
        continue;
      for (const inner of allExprs(expr)) if (inner.$ === 'ref' && inner.of === 'step') needed.add(inner.id);
    }
    for (const inner of innerBodies(step)) collect(inner.body, needed);
  }
  handOn(body, needed);
}

/** The values that needed steps hand on are needed too. */
function handOn(body: readonly Step[], needed: Set<string>): void {
  for (const step of body) {
    const handed =
      step.do === 'forEach'
        ? [step.yield]
        : step.do === 'if'
          ? [step.thenValue, step.elseValue]
          : step.do === 'try'
            ? [step.value, step.elseValue]
            : [];
    if (needed.has(step.id))
      for (const expr of handed)
        if (expr !== undefined)
          for (const inner of allExprs(expr)) if (inner.$ === 'ref' && inner.of === 'step') needed.add(inner.id);
    for (const inner of innerBodies(step)) handOn(inner.body, needed);
  }
}
