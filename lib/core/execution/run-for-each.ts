import type { Json } from '../json/json.ts';
import { isJsonObject } from '../json/json.ts';
import type { ForEachStep, StepCommon } from '../workflow/workflow.ts';
import { evaluateList } from './evaluate-expression.ts';
import { isMark } from './plan-memory.ts';
import { type RunContext, type StepPlace, throwIfStopped } from './run-context.ts';
import { StepFailure } from './run-failure.ts';
import type { runSteps } from './run-steps.ts';
import { innerScope, type Scope } from './scope.ts';
import { located, valueAtSlot } from './step-values.ts';

/** Runs the body for each item; the value is the list of yields in the items' order, whatever ran beside what. */
export async function runForEach(
  context: RunContext,
  step: StepCommon & ForEachStep,
  scope: Scope,
  place: StepPlace,
  runBody: typeof runSteps,
): Promise<Json> {
  const madeUp = context.options.mode === 'plan' && context.plan.usesMadeUp([step.in]);
  if (madeUp) context.plan.madeUp.add(step.each);
  const items = located(step, ['in'], place, () => {
    // A made-up list of unknown length is planned for one item that stands for all.
    const whole = madeUp ? evaluateMark(step, scope) : undefined;
    return whole ?? evaluateList(step.in, scope);
  });
  const yields: Json[] = items.map(() => null);
  const failures = new Map<number, StepFailure>();
  const runItem = async (index: number): Promise<void> => {
    const item = items[index] ?? null;
    const inner = innerScope(scope, { [step.each]: item });
    const here: StepPlace = { path: [...place.path, index], labels: [...place.labels, labelOf(item, index)] };
    try {
      await runBody(context, step.body, inner, here);
      if (step.yield) yields[index] = valueAtSlot(step, ['yield'], step.yield, inner, here);
    } catch (reason) {
      if (!(reason instanceof StepFailure)) throw reason;
      failures.set(index, reason);
    }
  };
  await inTurns(items.length, Math.max(1, step.parallel ?? 1), async (index) => {
    throwIfStopped(context);
    if (failures.size > 0 && step.onError !== 'collect') return;
    await runItem(index);
  });
  const failed = [...failures].sort(([a], [b]) => a - b);
  const [first] = failed;
  if (first && step.onError !== 'collect') throw first[1];
  if (first) {
    const lines = failed.map(([index, failure]) => `${labelOf(items[index] ?? null, index)}: ${failure.message}`);
    throw new StepFailure(
      { step: step.id, path: place.path },
      `Step "${step.id}": ${failed.length} of ${items.length} items failed. ${lines.slice(0, 10).join(' · ')}`,
    );
  }
  return yields;
}

function evaluateMark(step: ForEachStep, scope: Scope): readonly Json[] | undefined {
  if (step.in.$ !== 'ref' && step.in.$ !== 'get') return undefined;
  const value = valueAtSlot({ id: step.each }, ['in'], step.in, scope, { path: [], labels: [] });
  return isMark(value) ? [value] : undefined;
}

/** Runs `work` for 0 … count − 1, at most `width` at once, beginning in order. Waits for all before it rejects. */
async function inTurns(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  let broken: { readonly reason: unknown } | undefined;
  const lane = async (): Promise<void> => {
    while (next < count && !broken) {
      const index = next;
      next += 1;
      try {
        await work(index);
      } catch (reason) {
        broken ??= { reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
  if (broken) throw broken.reason;
}

/** How people call an item: its key, number, name or title, else its place from 1. */
function labelOf(item: Json, index: number): string {
  if (typeof item === 'string' || typeof item === 'number') return String(item).slice(0, 60);
  if (isJsonObject(item)) {
    for (const name of ['key', 'number', 'id', 'name', 'title']) {
      const value = Object.hasOwn(item, name) ? item[name] : undefined;
      if (typeof value === 'string' || typeof value === 'number') return String(value).slice(0, 60);
    }
  }
  return `#${index + 1}`;
}
