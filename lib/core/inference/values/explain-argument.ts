import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Site } from '../blocks/site.ts';
import { aboutTool } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { nth } from '../draft/doubts.ts';
import type { Explanation } from '../draft/explanation.ts';
import { pickTarget, type Target } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { saidSources } from '../words/said-source.ts';
import { wordsOf } from '../words/words.ts';
import { explainEither } from './explain-either.ts';
import { explainValue } from './explain-value.ts';
import { judgeValue } from './judgement/judge-value.ts';

export function explainArgument(
  name: string,
  units: readonly Unit[],
  having: readonly number[],
  scope: Scope,
  site: Site,
  context: DraftContext,
): Explanation {
  const target = targetOf(name, units, having, site, context);
  const seen = having.length === units.length ? scope : scope.pick(having);
  const explained =
    explainValue(target, seen, context) ?? explainParts(target, seen, context) ?? explainEither(target, seen, context);
  if (explained !== null) return explained;
  return judgeValue(target, seen, name, context);
}

/** The argument as a value to explain, in the units that have it. */
export function targetOf(
  name: string,
  units: readonly Unit[],
  having: readonly number[],
  site: Site,
  context: DraftContext,
): Target {
  const some = having.flatMap((at) => {
    const unit = units[at];
    return unit === undefined ? [] : [unit];
  });
  const [sample] = some;
  const spec = sample?.calls[0]?.spec;
  const properties = isJsonObject(spec?.inputSchema.properties) ? spec.inputSchema.properties : {};
  const schema = isJsonObject(properties[name]) ? properties[name] : undefined;
  return {
    values: some.map((unit) => unit.args[name] ?? null),
    started: some.map((unit) => unit.started),
    turns: some.map((unit) => unit.calls[0]?.turn),
    words: wordsOf(name),
    tool: aboutTool(sample?.tool ?? ''),
    said: saidSources(wordsOf(name), context.prompt),
    ...(schema === undefined ? {} : { schema }),
    effect: sample?.effect ?? 'write',
    about: [site.tool, name, ...nth(site.units, context)],
    call: [site.tool, ...nth(site.units, context)],
    beside: some.map((unit) => Object.values(unit.args)),
  };
}

/** Where some rows have one source and the others another: a choice by the condition that tells them apart. */
function explainParts(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  if (target.values.length < 2) return null;
  for (const column of scope.columns()) {
    const present = column.values.flatMap((value, row) => (value !== undefined && value !== null ? [row] : []));
    if (
      present.length === 0 ||
      present.length === target.values.length ||
      column.expr.$ !== 'ref' ||
      column.expr.of !== 'step'
    )
      continue;
    const absent = target.values.map((_, row) => row).filter((row) => !present.includes(row));
    const one = explainValue(
      pickTarget(
        target,
        present,
        present.map((row) => target.values[row] ?? null),
      ),
      scope.pick(present),
      context,
    );
    const other = explainValue(
      pickTarget(
        target,
        absent,
        absent.map((row) => target.values[row] ?? null),
      ),
      scope.pick(absent),
      context,
    );
    if (one === null || other === null || jsonEqual(one.expr, other.expr)) continue;
    // One fixed value each is a choice only where there is no other to be had: `internal: issue !== null`.
    if (one.origin === 'constant' && other.origin !== 'constant') continue;
    return {
      ...one,
      expr: eitherOf({ $: 'fn', name: 'isNull', args: [column.expr] }, other.expr, one.expr),
      cost: one.cost + other.cost + 3,
      origin: 'computed',
      label: `${one.label}, or ${other.label} where there is none`,
      parts: [...one.parts, ...other.parts],
      units: [...one.units, ...other.units, ...column.units],
      doubts: [...one.doubts, ...other.doubts],
    };
  }
  return null;
}

function eitherOf(test: Expr, yes: Expr, no: Expr): Expr {
  if (yes.$ === 'lit' && no.$ === 'lit' && yes.value === true && no.value === false) return test;
  if (yes.$ === 'lit' && no.$ === 'lit' && yes.value === false && no.value === true)
    return { $: 'fn', name: 'not', args: [test] };
  return { $: 'cond', if: test, then: yes, else: no };
}
