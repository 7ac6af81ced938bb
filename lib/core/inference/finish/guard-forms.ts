import { canonicalJson } from '../../json/canonical.ts';
import { stepExprs, withBodies } from '../../workflow/walk.ts';
import { allExprs } from '../../workflow/walk-exprs.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { endsOfForms } from '../values/prose/said-forms.ts';

/**
 * A text that is taken apart by the form that the user wrote may have another form in the next run. What to do then was
 * never shown: before a call that is given a piece of such a text, one without its last piece stops the run.
 */
export function guardForms(body: readonly Step[], context: DraftContext): readonly Step[] {
  const ends = endsOfForms(context);
  return ends.size === 0 ? body : guarded(body, ends);
}

function guarded(steps: readonly Step[], ends: ReadonlyMap<string, Expr>): readonly Step[] {
  return steps.flatMap((step): Step[] => {
    const inner = withBodies(step, (nested) => guarded(nested, ends));
    if (step.do !== 'call') return [inner];
    const last = new Map<string, Expr>();
    for (const expr of stepExprs(step).flatMap((placed) => allExprs(placed.expr))) {
      const end = ends.get(canonicalJson(expr));
      if (end !== undefined) last.set(canonicalJson(end), end);
    }
    const { origin } = step;
    return [
      ...[...last.values()].map(
        (end, at): Step => ({
          id: `${step.id.replace('step$', 'assert$')}${at === 0 ? '' : at + 1}`,
          do: 'assert',
          cond: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [end] }] },
          message:
            'A text has another form than the one that you described, and the recording did not show what to do then.',
          ...(origin === undefined ? {} : { origin }),
        }),
      ),
      inner,
    ];
  });
}
