import type { Step } from '../../workflow/workflow.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { judgedColumns } from '../values/judgement/judged-columns.ts';
import { askRepeats } from './ask-repeats.ts';
import type { Block } from './compile-block.ts';
import { emitGuarded } from './emit-guarded.ts';
import { emitIf } from './emit-if.ts';
import { emitLoop } from './emit-loop.ts';
import { emitSite } from './emit-site.ts';
import { emitTry } from './emit-try.ts';
import { findGuard, type Guard } from './guards/find-guard.ts';
import { inOrder } from './in-order.ts';
import { sidesOfCall } from './sides-of-call.ts';
import { type Item, isWrite, presentRows, rowsWhere } from './site.ts';

export function emitBlock(
  unordered: readonly Item[],
  rows: readonly (readonly Unit[])[],
  outer: Scope,
  context: DraftContext,
  depth: number,
  ordered = false,
): Block {
  const items = ordered ? unordered : inOrder(unordered, rows.length);
  const steps: Step[] = [];
  if (!ordered) askRepeats(items, context);
  let guard: Guard | null = ordered ? NO_GUARD : null;
  let scope = outer;
  const done = new Set<Item>();
  for (const item of items) {
    if (done.has(item)) continue;
    done.add(item);
    if (item.kind === 'loop') {
      const made = emitLoop(item.loop, scope, rows.length, context, depth);
      steps.push(...made.steps);
      scope = scope.with(...made.columns);
      continue;
    }
    const present = presentRows(item);
    const failed = rowsWhere(item, (unit) => unit.failed);
    if (failed.length > 0) {
      const made = emitTry(item, failed, items, done, scope, context);
      steps.push(...made.steps);
      scope = scope.with(made.column);
      continue;
    }
    if (guard === null && depth === 0 && rows.length === 1 && isWrite(item)) {
      guard = findGuard(scope, item.units[0]?.started ?? 0, item.tool, context);
      if (guard !== null) {
        const rest = items.filter((other) => !done.has(other));
        return emitGuarded(guard, [item, ...rest], rows, steps, scope, context);
      }
    }
    const sides = present.length === rows.length ? sidesOfCall(item, scope, context) : null;
    if (sides !== null) {
      for (const side of sides) {
        if (done.has(side)) continue;
        done.add(side);
        const made = emitIf(side, presentRows(side), [...items, ...sides], done, scope, context);
        steps.push(...made.steps);
        scope = scope.with(...made.columns);
      }
      continue;
    }
    if (present.length === rows.length || rows.length === 0) {
      const made = emitSite(item, present, scope, context);
      steps.push(...made);
      scope = scope.with(...(rows.length > 1 ? judgedColumns(made, item, context) : []), item.column);
      continue;
    }
    const made = emitIf(item, present, items, done, scope, context);
    steps.push(...made.steps);
    scope = scope.with(...made.columns);
  }
  return { steps, scope };
}

/** Stands for "already under a condition". */
const NO_GUARD: Guard = {
  expr: { $: 'lit', value: true },
  label: '',
  status: 'proved',
  doubts: [],
  otherwise: 'nothing',
};
