import { endAsRecorded, notWaitedFor } from '../effects/as-recorded.ts';
import { describeValue } from '../functions/expression-error.ts';
import type { Json } from '../json/json.ts';
import { formatToolRef } from '../tool/tool-ref.ts';
import { stepExprs } from '../workflow/walk.ts';
import type { CallStep, Expr, IfStep, PollStep, Step, StepCommon, TryStep } from '../workflow/workflow.ts';
import { answerData } from './call-tool.ts';
import { holds } from './evaluate-expression.ts';
import { performWrite } from './perform-write.ts';
import { madeUpData } from './plan-memory.ts';
import { runApprove } from './run-approve.ts';
import { type RunContext, type StepPlace, throwIfStopped } from './run-context.ts';
import { RunStopped, StepFailure } from './run-failure.ts';
import { runForEach } from './run-for-each.ts';
import { runLlm } from './run-llm.ts';
import { runPaginate } from './run-paginate.ts';
import { innerScope, type Scope } from './scope.ts';
import { argsOf, located, readData, valueAtSlot } from './step-values.ts';

/** Runs steps one after the other; their values become visible in `scope`. */
export async function runSteps(
  context: RunContext,
  body: readonly Step[],
  scope: Scope,
  place: StepPlace,
): Promise<void> {
  for (const step of body) {
    throwIfStopped(context);
    context.emit({ type: 'step-started', step: step.id, path: place.path });
    try {
      const value = await runStep(context, step, scope, place);
      scope.steps.set(step.id, value);
      if (context.options.mode === 'plan' && context.plan.usesMadeUp(stepExprs(step).map((placed) => placed.expr))) {
        context.plan.madeUp.add(step.id);
      }
      context.emit({ type: 'step-ended', step: step.id, path: place.path, value });
    } catch (reason) {
      const failure = asFailure(reason, step.id, place);
      context.emit({ type: 'step-failed', step: step.id, path: place.path, message: failure.message });
      throw failure;
    }
  }
}

async function runStep(context: RunContext, step: Step, scope: Scope, place: StepPlace): Promise<Json> {
  switch (step.do) {
    case 'call':
      return runCall(context, step, scope, place);
    case 'let':
      return valueAtSlot(step, ['value'], step.value, scope, place);
    case 'forEach':
      return runForEach(context, step, scope, place, runSteps);
    case 'paginate':
      return runPaginate(context, step, scope, place);
    case 'poll':
      return runPoll(context, step, scope, place);
    case 'if':
      return runIf(context, step, scope, place);
    case 'try':
      return runTry(context, step, scope, place);
    case 'llm':
      return runLlm(context, step, scope, place);
    case 'approve':
      return runApprove(context, step, scope, place);
    case 'assert':
      if (located(step, ['cond'], place, () => holds(step.cond, scope))) return true;
      if (cannotBeTold(context, step.cond)) {
        context.plan.notes.add(`Step "${step.id}" can only be checked when the changes above are made.`);
        return true;
      }
      throw new StepFailure({ step: step.id, path: place.path }, `Step "${step.id}": ${step.message}`);
    default:
      throw unknownStep(step);
  }
}

async function runCall(
  context: RunContext,
  step: StepCommon & CallStep,
  scope: Scope,
  place: StepPlace,
): Promise<Json> {
  const args = argsOf(step, ['args'], step.args, scope, place);
  if (step.effect === 'read') {
    if (context.options.mode === 'plan' && context.plan.usesMadeUp(Object.values(step.args))) {
      const example = context.options.exampleOf?.(step.id);
      context.plan.madeUp.add(step.id);
      return madeUpData(step.id, example && answerData(step, example, { step: step.id, place }));
    }
    return readData(context, step, step, args, place, step.retry);
  }
  const findArgs = step.find && argsOf(step, ['find', 'call', 'args'], step.find.call.args, scope, place);
  return performWrite(context, { step, args, scope, place, findArgs });
}

async function runPoll(
  context: RunContext,
  step: StepCommon & PollStep,
  scope: Scope,
  place: StepPlace,
): Promise<Json> {
  const { clock, mode, signal } = context.options;
  const args = argsOf(step, ['call', 'args'], step.call.args, scope, place);
  const isOver = (data: Json): boolean =>
    located(step, ['until'], place, () => holds(step.until, innerScope(scope, { [step.as]: data })));
  if (mode === 'plan' && context.plan.usesMadeUp(Object.values(step.call.args))) {
    context.plan.madeUp.add(step.id);
    const example = context.options.exampleOf?.(step.id);
    const answer = example && answerData(step.call, example, { step: step.id, place });
    const end = endAsRecorded(step.call.tool, answer, isOver);
    context.plan.notes.add(notWaitedFor(formatToolRef(step.call), end));
    return madeUpData(step.call.tool, answer, end);
  }
  const began = clock.milliseconds();
  // Pauses are counted too: in a replay nobody waits, and still it must come to an end.
  for (let paused = step.everyMs; ; paused += Math.max(1, step.everyMs)) {
    const data = await readData(context, step, step.call, args, place);
    if (isOver(data)) return data;
    if (Math.max(paused, clock.milliseconds() - began + step.everyMs) > step.timeoutMs) {
      throw new StepFailure(
        { step: step.id, path: place.path },
        `Step "${step.id}" waited ${Math.round(step.timeoutMs / 1000)} s, and its condition did not come true.`,
      );
    }
    await clock.sleep(mode === 'replay' ? 0 : step.everyMs, signal);
    throwIfStopped(context);
  }
}

async function runIf(context: RunContext, step: StepCommon & IfStep, scope: Scope, place: StepPlace): Promise<Json> {
  const inner = innerScope(scope);
  if (located(step, ['cond'], place, () => holds(step.cond, scope))) {
    await runSteps(context, step.then, inner, place);
    return step.thenValue ? valueAtSlot(step, ['thenValue'], step.thenValue, inner, place) : null;
  }
  if (step.else === 'undemonstrated' && cannotBeTold(context, step.cond)) {
    context.plan.notes.add(
      `Step "${step.id}" can only be decided when the changes above are made: otherwise it stops.`,
    );
    await runSteps(context, step.then, inner, place);
    return step.thenValue ? valueAtSlot(step, ['thenValue'], step.thenValue, inner, place) : null;
  }
  if (step.else === 'undemonstrated') {
    throw new StepFailure(
      { step: step.id, path: place.path },
      `Step "${step.id}": its condition does not hold here, and the recording never showed what to do then.`,
    );
  }
  await runSteps(context, step.else, inner, place);
  return step.elseValue ? valueAtSlot(step, ['elseValue'], step.elseValue, inner, place) : null;
}

/** Whether a plan would have to know for it what does not exist yet, and no recording shows how that came out. */
function cannotBeTold({ options, plan }: RunContext, cond: Expr): boolean {
  return options.mode === 'plan' && options.exampleOf === undefined && plan.usesMadeUp([cond]);
}

/** Only what a tool itself said is caught; lost answers, missing values and stops pass through. */
async function runTry(context: RunContext, step: StepCommon & TryStep, scope: Scope, place: StepPlace): Promise<Json> {
  const inner = innerScope(scope);
  try {
    await runSteps(context, step.body, inner, place);
  } catch (reason) {
    if (!(reason instanceof StepFailure) || reason.answer === undefined || !fits(step, reason.answer)) throw reason;
    const other = innerScope(scope);
    await runSteps(context, step.else, other, place);
    return step.elseValue ? valueAtSlot(step, ['elseValue'], step.elseValue, other, place) : null;
  }
  return step.value ? valueAtSlot(step, ['value'], step.value, inner, place) : null;
}

function fits(step: TryStep, answer: string): boolean {
  const text = answer.toLowerCase();
  return step.on.contains.length === 0 || step.on.contains.some((part) => text.includes(part.toLowerCase()));
}

function asFailure(reason: unknown, step: string, place: StepPlace): StepFailure | RunStopped {
  if (reason instanceof StepFailure || reason instanceof RunStopped) return reason;
  const message = reason instanceof Error ? reason.message : describeValue(reason);
  return new StepFailure({ step, path: place.path }, `Step "${step}": ${message}`, { cause: reason });
}

function unknownStep(step: never): Error {
  return new Error(`There is no step ${JSON.stringify(step)}.`);
}
