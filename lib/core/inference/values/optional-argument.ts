import type { Expr } from '../../workflow/workflow.ts';
import type { Site } from '../blocks/site.ts';
import type { Scope } from '../columns/scope.ts';
import { nth } from '../draft/doubts.ts';
import type { Explanation } from '../draft/explanation.ts';
import type { DraftContext } from '../draft-context.ts';
import { choosePredicate } from '../items/choose-predicate.ts';
import { findPredicates } from '../items/conditions/find-predicates.ts';
import type { Unit } from '../read/unit.ts';

/** An argument that some calls left out: left out where the same condition holds. */
export function optionalArgument(
  explained: Explanation,
  having: readonly number[],
  units: readonly Unit[],
  scope: Scope,
  site: Site,
  name: string,
  context: DraftContext,
): Expr {
  const flags = units.map((_, at) => having.includes(at));
  const predicates = findPredicates({
    scope,
    chosen: flags,
    prompt: context.prompt,
    inputs: context.inputs,
    own: () => true,
    now: context.now,
  });
  const choice = choosePredicate(
    {
      predicates,
      about: [site.tool, name, 'left out', ...nth(units, context)],
      noun: `calls of ${site.tool}`,
      weight: 2,
    },
    context,
  );
  if (choice === null) return explained.expr;
  return { $: 'cond', if: choice.expr, then: explained.expr, else: { $: 'absent' } };
}
