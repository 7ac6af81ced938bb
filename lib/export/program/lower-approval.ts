import type { ApproveStep, AssertStep, StepCommon } from '#core/workflow/workflow.ts';
import type { Scope } from './lower-context.ts';
import { lowerCondition, lowerExpression, negate } from './lower-expression.ts';
import { plainName } from './names.ts';
import type { Statement } from './program.ts';
import { bindTrue, type Lowered, type StepLowering } from './step-lowering.ts';
import { NO_ORIGIN, originOf } from './step-origin.ts';
import { BOOLEAN } from './type.ts';
import type { Value } from './value.ts';

/** The value of an approval is whether one was needed. */
export function lowerApprove(step: ApproveStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  context.imports.agent('approve');
  const show = lowerExpression(step.show, scope, context).value;
  const approve: Statement = { do: 'run', value: { is: 'approve', step: step.id, show }, origin: originOf(step) };
  const wanted = context.referred.has(step.id);
  if (!step.when) return wanted ? bindTrue(step, [approve], scope) : { statements: [approve], scope };
  const cond = lowerCondition(step.when, scope, context);
  const ask = (value: Value): Statement => ({ do: 'if', cond: value, then: [approve], else: [], origin: NO_ORIGIN });
  if (!wanted) return { statements: [ask(cond)], scope };
  const name = scope.nameFor(plainName(step.id), step.id);
  return {
    statements: [{ do: 'bind', name, value: cond, origin: originOf(step) }, ask({ is: 'name', name })],
    scope: scope.with('step', step.id, { name, type: BOOLEAN }),
  };
}

export function lowerAssert(step: AssertStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  context.imports.failure('AssertionFailed');
  const cond = lowerCondition(step.cond, scope, context);
  const assert: Statement = { do: 'assert', unless: negate(cond), message: step.message, origin: originOf(step) };
  return context.referred.has(step.id) ? bindTrue(step, [assert], scope) : { statements: [assert], scope };
}
