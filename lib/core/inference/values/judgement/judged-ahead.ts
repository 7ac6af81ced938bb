import type { Step } from '../../../workflow/workflow.ts';
import { presentRows, type Site } from '../../blocks/site.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { camelName } from '../../words/words.ts';
import { targetOf } from '../explain-argument.ts';
import { explainValue } from '../explain-value.ts';
import { draftJudgement, sourcesFor, taskOf } from './draft-judgement.ts';
import { outputSchema } from './judge-output.ts';
import { judgedColumn } from './judged-columns.ts';

/** More answers than these are no classes. */
const MOST_CLASSES = 6;
const LONGEST = 40;

/**
 * "Hard ones are assigned first. Then set the label of every ticket to how hard it is": what a later call is given is
 * judged, and the answers tell the rows of this call from the others. Then it is judged here already, once for both.
 */
export function judgedAhead(
  first: Site,
  later: readonly Site[],
  scope: Scope,
  context: DraftContext,
): { readonly step: Step; readonly column: Column } | null {
  const present = new Set(presentRows(first));
  for (const site of later) {
    const units = site.units.flatMap((unit) => unit ?? []);
    if (units.length < scope.rows) continue;
    const having = units.map((_, at) => at);
    for (const name of Object.keys(units[0]?.args ?? {})) {
      if (!units.every((unit) => Object.hasOwn(unit.args, name))) continue;
      const known = targetOf(name, units, having, site, context);
      const started = known.started.map((at, row) => Math.min(at, first.units[row]?.started ?? at));
      const target: Target = { ...known, started };
      if (!areClasses(target, present, context) || explainValue(target, scope, context) !== null) continue;
      const sources = sourcesFor(target, scope);
      if (sources.length === 0) continue;
      const judged = { name: camelName(target.words, 'judgement'), task: taskOf(context, name), sources };
      const step = draftJudgement({ ...judged, values: target.values, output: outputSchema(target, context) }, context);
      return { step, column: judgedColumn(step.id, judged.name, target.values, () => -1) };
    }
  }
  return null;
}

/** Whether the values are a few that the user said, none of which stands in rows with the call and in rows without. */
function areClasses({ values }: Target, present: ReadonlySet<number>, { prompt }: DraftContext): boolean {
  const classes = new Set(values);
  return (
    classes.size > 1 &&
    classes.size <= MOST_CLASSES &&
    [...classes].every(
      (value) => typeof value === 'string' && value !== '' && value.length < LONGEST && prompt.mentions(value),
    ) &&
    values.every((value, row) => values.every((other, at) => other !== value || present.has(at) === present.has(row)))
  );
}
