import type { Expr, LlmStep, StepCommon } from '#core/workflow/workflow.ts';
import type { Scope } from './lower-context.ts';
import { lowerCondition, lowerExpression, type Typed } from './lower-expression.ts';
import type { StepLowering } from './step-lowering.ts';
import type { Type } from './type.ts';
import { typeOfSchema } from './type-of-schema.ts';
import type { Lambda } from './value.ts';

/** A question to a model: its text and schema go to `judgements.ts`, its input and checks stay where it is asked. */
export function lowerJudgement(step: LlmStep & StepCommon, scope: Scope, context: StepLowering): Typed {
  context.imports.agent('judge');
  const { id, task, output, examples = [], checks = [] } = step;
  const answer = typeOfSchema(output, 'result');
  const shown = examples.length === 0 ? null : examples.map(([input, right]) => [input, right]);
  const judgement = context.judgements.add({ step: id, task, output, answer, examples: shown });
  const input = lowerExpression({ $: 'obj', fields: step.input }, scope, context).value;
  return {
    type: answer,
    value: { is: 'judge', judgement, input, checks: lowerChecks(step, checks, answer, scope, context) },
  };
}

/** Checks see the answer as the value of the step itself. */
function lowerChecks(
  { id }: StepCommon,
  checks: readonly Expr[],
  type: Type,
  scope: Scope,
  context: StepLowering,
): Lambda | null {
  if (checks.length === 0) return null;
  const answer = scope.nameFor('answer');
  const inside = scope.with('step', id, { name: answer, type });
  const items = checks.map((check) => lowerCondition(check, inside, context));
  return { params: [answer], body: { is: 'list', items, sparse: false } };
}
