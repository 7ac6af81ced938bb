import { ExpressionError } from '../functions/expression-error.ts';
import type { Json, JsonObject, JsonPath } from '../json/json.ts';
import { formatPath } from '../json/path.ts';
import { ToolCallFailure } from '../tool/tool-caller.ts';
import type { CallBody, CallStep, Expr, StepCommon } from '../workflow/workflow.ts';
import { answerData, callTool, endedBy, type PlacedCall } from './call-tool.ts';
import { evaluate, evaluateOptional } from './evaluate-expression.ts';
import type { RunContext, StepPlace } from './run-context.ts';
import { StepFailure } from './run-failure.ts';
import type { Scope } from './scope.ts';

/** Evaluates an expression of a step; what goes wrong is told with the step and the place in it. */
export function valueAtSlot(step: StepCommon, slot: JsonPath, expr: Expr, scope: Scope, place: StepPlace): Json {
  return located(step, slot, place, () => evaluate(expr, scope));
}

export function located<T>(step: StepCommon, slot: JsonPath, place: StepPlace, run: () => T): T {
  try {
    return run();
  } catch (reason) {
    if (!(reason instanceof ExpressionError)) throw reason;
    throw new StepFailure(
      { step: step.id, path: place.path },
      `Step "${step.id}", ${describeSlot(slot)}: ${reason.message}`,
      { cause: reason },
    );
  }
}

/** Arguments of a call; members whose expression is absent are left out. */
export function argsOf(
  step: StepCommon,
  slot: JsonPath,
  args: Readonly<Record<string, Expr>>,
  scope: Scope,
  place: StepPlace,
): JsonObject {
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, expr]) => {
      const value = located(step, [...slot, name], place, () => evaluateOptional(expr, scope));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A read: its data, or in a plan a made-up value where it needs something made up. */
export async function readData(
  context: RunContext,
  step: StepCommon,
  body: CallBody,
  args: JsonObject,
  place: StepPlace,
  retry?: CallStep['retry'],
): Promise<Json> {
  const request = { server: body.server, tool: body.tool, args };
  const call: PlacedCall = { step: step.id, place, request, effect: 'read', retry };
  try {
    const result = await callTool(context, call);
    return answerData(body, result, { step: step.id, place });
  } catch (reason) {
    throw reason instanceof ToolCallFailure ? endedBy(reason, call) : reason;
  }
}

function describeSlot(slot: JsonPath): string {
  if (slot[0] === 'args') return `argument "${formatPath(slot.slice(1))}"`;
  if (slot[0] === 'call' && slot[1] === 'args') return `argument "${formatPath(slot.slice(2))}"`;
  return formatPath(slot);
}
