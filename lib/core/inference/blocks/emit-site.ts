import type { Expr, Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { Explanation } from '../draft/explanation.ts';
import { recordEvidence } from '../draft/record-evidence.ts';
import type { DraftContext } from '../draft-context.ts';
import { explainArgument } from '../values/explain-argument.ts';
import { specificWords } from '../values/fit-column.ts';
import { optionalArgument } from '../values/optional-argument.ts';
import { askRest } from './ask-rest.ts';
import { emitCall } from './emit-call.ts';
import type { Site } from './site.ts';

/** The steps of one call: judgements that its arguments need, then the call. */
export function emitSite(site: Site, present: readonly number[], outer: Scope, context: DraftContext): Step[] {
  const units = present.flatMap((row) => {
    const unit = site.units[row];
    return unit === undefined ? [] : [unit];
  });
  const [sample] = units;
  if (sample === undefined) return [];
  const scope = present.length === outer.rows ? outer : outer.pick(present);
  const before: Step[] = [];
  const args: Record<string, Expr> = {};
  const askedBy: string[] = [];
  let penalty = 0;
  const names = [...new Set(units.flatMap((unit) => Object.keys(unit.args)))];
  for (const name of names) {
    const having = units.flatMap((unit, at) => (Object.hasOwn(unit.args, name) ? [at] : []));
    const explained = explainArgument(name, units, having, scope, site, context);
    penalty += explained.shaky ?? (explained.status === 'assumed' ? 1.5 : 0);
    before.push(...(explained.before ?? []));
    askedBy.push(...namesOf(explained));
    recordEvidence({
      step: sample.key,
      slot: ['args', name],
      explained,
      units: having.map((at) => units[at] ?? sample),
      name,
      context,
    });
    args[name] =
      having.length === units.length
        ? explained.expr
        : optionalArgument(explained, having, units, scope, site, name, context);
  }
  askRest(sample, context);
  const { column } = site;
  (site as { column: Column }).column = {
    ...column,
    cost: column.cost + Math.min(6, penalty),
    ...(askedBy.length === 0 ? {} : { readAs: askedBy }),
  };
  const attempts = Math.max(...units.flatMap((one) => one.calls.map((call) => call.failedAttempts)));
  const origin = units.flatMap((one) => one.calls.map((call) => call.id));
  return [...before, emitCall(sample, args, origin, attempts, context)];
}

/** What a member that a call was asked by is called: what the call answers is the `owner` of the `owner_id`. */
function namesOf({ parts }: Explanation): readonly string[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'column' || part.column.origin !== 'reference') return [];
    const [holder] = part.column.about;
    const { words } = part.column;
    // `owner: {id}`: what people name is the owner. Of `belongs_to` all words are the name.
    return specificWords(words).length > 0 ? words : holder === undefined ? [] : [holder];
  });
}
