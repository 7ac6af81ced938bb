import { canonicalJson } from '../../json/canonical.ts';
import { allSteps, stepExprs, withBodies } from '../../workflow/walk.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import { memberAt } from '../blocks/emit-call.ts';
import type { DraftContext } from '../draft-context.ts';

/**
 * What was waited for may end otherwise than it did in the recording. Where nothing later looks at how it ended, another
 * end stops the run: what to do then was never shown.
 */
export function guardPolls(body: readonly Step[], context: DraftContext): readonly Step[] {
  const used = allSteps(body)
    .flatMap((step) => stepExprs(step).map(({ expr }) => canonicalJson(expr)))
    .join('\n');
  return guarded(body, used, context);
}

function guarded(steps: readonly Step[], used: string, context: DraftContext): readonly Step[] {
  return steps.flatMap((step): Step[] => {
    const inner = withBodies(step, (nested) => guarded(nested, used, context));
    const poll = step.do === 'poll' ? context.units.get(step.id)?.poll : undefined;
    if (poll === undefined || typeof poll.value !== 'string') return [inner];
    const state = memberAt({ $: 'ref', of: 'step', id: step.id }, poll);
    if (used.includes(canonicalJson(state)) || used.includes(canonicalJson(strict(state)))) return [inner];
    const { origin } = step;
    const guard: Step = {
      id: step.id.replace('step$', 'assert$'),
      do: 'assert',
      cond: { $: 'fn', name: 'eq', args: [state, { $: 'lit', value: poll.value }] },
      message: `It ended in another way than "${poll.value}", the only one that the recording showed.`,
      ...(origin === undefined ? {} : { origin }),
    };
    return [inner, guard];
  });
}

const strict = (expr: Expr): Expr => {
  if (expr.$ !== 'get') return expr;
  const { missing: _missing, ...rest } = expr;
  return rest;
};
