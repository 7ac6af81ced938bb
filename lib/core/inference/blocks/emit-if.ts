import type { Expr, Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { noteDoubts, nth } from '../draft/doubts.ts';
import type { DraftContext } from '../draft-context.ts';
import { choosePredicate } from '../items/choose-predicate.ts';
import { findPredicates } from '../items/conditions/find-predicates.ts';
import type { Predicate } from '../items/conditions/predicate.ts';
import { judgeCondition } from '../values/judgement/judge-condition.ts';
import { emitSite } from './emit-site.ts';
import { type Item, pickColumn, presentRows, rowsWhere, type Site, sameRows, scopeWith } from './site.ts';

/** A call that only some rows made: under the condition that tells these rows from the others. */
export function emitIf(
  first: Site,
  present: readonly number[],
  items: readonly Item[],
  done: Set<Item>,
  scope: Scope,
  context: DraftContext,
): { steps: Step[]; column: Column } {
  const group: Site[] = [first];
  for (const item of items) {
    if (
      done.has(item) ||
      item.kind !== 'site' ||
      !sameRows(presentRows(item), present) ||
      rowsWhere(item, (unit) => unit.failed).length > 0
    )
      continue;
    group.push(item);
    done.add(item);
  }
  const chosen = Array.from({ length: scope.rows }, (_, row) => present.includes(row));
  const key = `if$${first.units.find((unit) => unit !== undefined)?.key.split('$')[1] ?? ''}`;
  const condition = findCondition(chosen, scope, first, key, context);
  const body: Step[] = [];
  let inner = scope.pick(present);
  for (const site of group) {
    body.push(...emitSite(site, present, scopeWith(scope, group.slice(0, group.indexOf(site))), context));
    inner = inner.with(pickColumn(site.column, present));
  }
  const last = group.at(-1) ?? first;
  const lastId = last.units.find((unit) => unit !== undefined)?.key ?? '';
  const step: Step = {
    id: key,
    do: 'if',
    cond: condition.expr,
    then: body,
    else: [],
    thenValue: { $: 'ref', of: 'step', id: lastId },
    elseValue: { $: 'lit', value: null },
    origin: group.flatMap((site) =>
      site.units.flatMap((unit) => (unit === undefined ? [] : unit.calls.map((call) => call.id))),
    ),
  };
  noteDoubts(key, condition.doubts, context, ['cond']);
  context.notes.push({
    step: key,
    status: condition.status,
    text: `Done where ${condition.label}: ${present.length} of ${scope.rows} in the recording.`,
  });
  return {
    steps: [...condition.before, step],
    column: {
      ...last.column,
      expr: { $: 'ref', of: 'step', id: key },
      units: [key],
      values: last.column.values.map((value) => value ?? undefined),
    },
  };
}

interface Condition {
  readonly expr: Expr;
  readonly label: string;
  readonly status: 'proved' | 'asked' | 'assumed' | 'edited';
  readonly doubts: readonly string[];
  readonly before: readonly Step[];
}

function findCondition(
  chosen: readonly boolean[],
  scope: Scope,
  site: Site,
  key: string,
  context: DraftContext,
): Condition {
  const predicates: readonly Predicate[] = findPredicates({
    scope,
    chosen,
    prompt: context.prompt,
    inputs: context.inputs,
    own: () => true,
    now: context.now,
  });
  const choice = choosePredicate(
    {
      predicates,
      about: [site.tool, 'condition', ...nth(site.units, context)],
      noun: `cases of ${site.tool}`,
      weight: 3,
    },
    context,
  );
  if (choice !== null) return { ...choice, before: [] };
  return judgeCondition(chosen, scope, key, site.tool, context);
}
