import { canonicalJson } from '../../json/canonical.ts';
import { stepExprs, withBodies } from '../../workflow/walk.ts';
import { allExprs } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { endsOfForms } from '../values/prose/said-forms.ts';
import { type Check, changesIn, markChecks, type Sources, sourcesIn } from './missing-marks.ts';

type CallStep = Extract<Step, { do: 'call' }>;

/**
 * A text that is taken apart by the form that the user wrote may have another form in the next run, and a sentence may
 * lack the words before a piece of it. What to do then was never shown: before a call that is given a piece of a text
 * without the last piece of its form, and before a write that is given a piece of a sentence without its words in
 * front, the run stops.
 */
export function guardForms(body: readonly Step[], context: DraftContext): readonly Step[] {
  return guarded(body, { ends: endsOfForms(context), sources: sourcesIn(body), changes: changesIn(body) });
}

interface Guards {
  readonly ends: ReadonlyMap<string, Expr>;
  readonly sources: Sources;
  readonly changes: ReadonlySet<Id>;
}

function guarded(steps: readonly Step[], guards: Guards): readonly Step[] {
  const { ends } = guards;
  return steps.flatMap((step): Step[] => {
    const inner = withBodies(step, (nested) => guarded(nested, guards));
    if (step.do !== 'call') return [inner];
    const { origin } = step;
    const marks = step.effect === 'read' ? [] : markChecks(step.args, guards);
    const checks = [...formChecks(step, ends), ...marks.filter(({ piece }) => !ends.has(canonicalJson(piece)))];
    return [
      ...checks.map(
        ({ cond, message }, at): Step => ({
          id: `${step.id.replace('step$', 'assert$')}${at === 0 ? '' : at + 1}`,
          do: 'assert',
          cond,
          message,
          ...(origin === undefined ? {} : { origin }),
        }),
      ),
      inner,
    ];
  });
}

function formChecks(step: CallStep, ends: ReadonlyMap<string, Expr>): readonly Check[] {
  const last = new Map<string, Expr>();
  for (const expr of stepExprs(step).flatMap((placed) => allExprs(placed.expr))) {
    const end = ends.get(canonicalJson(expr));
    if (end !== undefined) last.set(canonicalJson(end), end);
  }
  return [...last.values()].map((end) => ({
    cond: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [end] }] },
    message: 'A text has another form than the one that you described, and the recording did not show what to do then.',
  }));
}
