import type { JsonPath } from '#core/json/json.ts';
import type { Unsaid } from '#core/workflow/describe-expr.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { findExpr } from '#core/workflow/find-step.ts';
import type { Expr, Id, Workflow } from '#core/workflow/workflow.ts';

/** A whole condition around a place, and how it is set. */
export interface ConditionRoot {
  readonly place: Place;
  readonly expr: Expr;
  readonly unsaid: Unsaid;
  /** What a new test looks at first. */
  readonly subject: Expr;
}

const STEP_CONDITIONS = new Set<string | number>(['cond', 'until', 'when']);
const TESTING = new Set(['filter', 'find', 'only', 'some', 'every']);

/** The condition that a place is or is a part of: that of a step, or of a list that is filtered. Null elsewhere. */
export function conditionRoot(workflow: Workflow, place: Place): ConditionRoot | null {
  for (let length = place.slot.length; length > 0; length -= 1) {
    const found = rootAt(workflow, { step: place.step, slot: place.slot.slice(0, length) });
    if (found) return found;
  }
  return null;
}

function rootAt(workflow: Workflow, place: Place): ConditionRoot | null {
  const expr = findExpr(workflow, place);
  if (!expr) return null;
  const last = place.slot.at(-1);
  if (place.slot.length === 1 && last !== undefined && STEP_CONDITIONS.has(last)) {
    return { place, expr, unsaid: { items: new Set() }, subject: firstSubject(expr) };
  }
  const around = findExpr(workflow, { step: place.step, slot: place.slot.slice(0, -1) });
  if (last !== 'body' || around?.$ !== 'over' || !TESTING.has(around.op)) return null;
  const items = itemsAround(workflow, place);
  return { place, expr, unsaid: { items }, subject: { $: 'ref', of: 'var', id: around.as } };
}

/** Items of all lists that a place lies inside: they go without saying. */
function itemsAround(workflow: Workflow, { step, slot }: Place): ReadonlySet<Id> {
  const items = new Set<Id>();
  for (let length = slot.length - 1; length > 0; length -= 1) {
    const at: JsonPath = slot.slice(0, length);
    const expr = findExpr(workflow, { step, slot: at });
    if (expr && (expr.$ === 'over' || expr.$ === 'sort')) items.add(expr.as);
  }
  return items;
}

/** What the first test of a condition looks at; true where there is none. */
function firstSubject(expr: Expr): Expr {
  if (expr.$ !== 'fn') return expr;
  const [first] = expr.args;
  return first ? firstSubject(first) : expr;
}
