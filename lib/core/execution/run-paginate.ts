import { jsonEqual } from '../json/equal.ts';
import type { Json } from '../json/json.ts';
import type { PaginateStep, StepCommon } from '../workflow/workflow.ts';
import { evaluateList, evaluateOptional, holds } from './evaluate-expression.ts';
import { madeUpData } from './plan-memory.ts';
import { type RunContext, type StepPlace, throwIfStopped } from './run-context.ts';
import { StepFailure } from './run-failure.ts';
import { innerScope, type Scope } from './scope.ts';
import { argsOf, located, readData } from './step-values.ts';

/** All items of all pages in order. A server that does not move on, or has too many pages, fails the step. */
export async function runPaginate(
  context: RunContext,
  step: StepCommon & PaginateStep,
  scope: Scope,
  place: StepPlace,
): Promise<Json> {
  const args = argsOf(step, ['call', 'args'], step.call.args, scope, place);
  if (context.options.mode === 'plan' && context.plan.usesMadeUp(Object.values(step.call.args))) {
    context.plan.madeUp.add(step.id);
    return madeUpData(step.id, []);
  }
  const first = step.first;
  let cursor: Json | undefined = first && located(step, ['first'], place, () => evaluateOptional(first, scope));
  const items: Json[] = [];
  for (let page = 1; page <= step.maxPages; page += 1) {
    throwIfStopped(context);
    const pageArgs = cursor === undefined ? args : { ...args, [step.param]: cursor };
    const data = await readData(context, step, step.call, pageArgs, place);
    const inner = innerScope(scope, { [step.page]: data, [step.cursor]: cursor ?? null });
    items.push(...located(step, ['items'], place, () => evaluateList(step.items, inner)));
    if (located(step, ['until'], place, () => holds(step.until, inner))) return items;
    const next = located(step, ['next'], place, () => evaluateOptional(step.next, inner));
    if (next === undefined || jsonEqual(next, cursor)) {
      throw new StepFailure(
        { step: step.id, path: place.path },
        `Step "${step.id}": page ${page} is not the last one, but ${next === undefined ? 'it names no next one' : `it points to itself (${JSON.stringify(next)})`}.`,
      );
    }
    cursor = next;
  }
  throw new StepFailure(
    { step: step.id, path: place.path },
    `Step "${step.id}": there are more than ${step.maxPages} pages. Nothing was cut off silently; raise the limit if this is right.`,
  );
}
