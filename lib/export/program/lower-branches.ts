import type { IfStep, StepCommon, TryStep } from '#core/workflow/workflow.ts';
import type { Scope } from './lower-context.ts';
import { lowerCondition, lowerExpression, type Typed } from './lower-expression.ts';
import { lowerSteps } from './lower-steps.ts';
import type { Statement } from './program.ts';
import { type Lowered, nameOf, type StepLowering } from './step-lowering.ts';
import { blockOrigin } from './step-origin.ts';
import { NULL, unionOf } from './type.ts';

export function lowerIf(step: IfStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  const name = nameOf(step, scope, context);
  const cond = lowerCondition(step.cond, scope, context);
  const around = name === null ? scope : scope.without(name);
  const yes = lowerSteps(step.then, around, context);
  const shown = step.else !== 'undemonstrated';
  const no: Lowered =
    step.else === 'undemonstrated' ? { statements: [], scope: around } : lowerSteps(step.else, around, context);
  const yesValue = step.thenValue ? lowerExpression(step.thenValue, yes.scope, context) : null;
  const noValue = step.elseValue && shown ? lowerExpression(step.elseValue, no.scope, context) : null;
  if (!shown) context.imports.failure('Undemonstrated');
  const stop: readonly Statement[] = shown ? no.statements : [{ do: 'undemonstrated', step: step.id }];

  return settle(step, name, [yesValue, shown ? noValue : UNREACHED], scope, context, (assign) => {
    const then = [...yes.statements, ...assign(yesValue)];
    const otherwise = shown ? [...no.statements, ...assign(noValue)] : stop;
    return { do: 'if', cond, then, else: otherwise, origin: blockOrigin(step) };
  });
}

export function lowerTry(step: TryStep & StepCommon, scope: Scope, context: StepLowering): Lowered {
  context.imports.failure('isRefusal');
  const name = nameOf(step, scope, context);
  const around = name === null ? scope : scope.without(name);
  const body = lowerSteps(step.body, around, context);
  const other = lowerSteps(step.else, around, context);
  const value = step.value ? lowerExpression(step.value, body.scope, context) : null;
  const otherValue = step.elseValue ? lowerExpression(step.elseValue, other.scope, context) : null;
  return settle(step, name, [value, otherValue], scope, context, (assign) => ({
    do: 'try',
    body: [...body.statements, ...assign(value)],
    contains: step.on.contains,
    else: [...other.statements, ...assign(otherValue)],
    origin: blockOrigin(step),
  }));
}

/** A side of a branch that never gives a value because it throws. */
const UNREACHED = 'unreached';

/** A step with two sides: where its value is read, a variable before it that both sides assign. */
function settle(
  step: StepCommon,
  name: string | null,
  sides: readonly (Typed | null | typeof UNREACHED)[],
  scope: Scope,
  context: StepLowering,
  build: (assign: (side: Typed | null) => readonly Statement[]) => Statement,
): Lowered {
  if (name === null) return { statements: [build(() => [])], scope };
  const type = unionOf(sides.flatMap((side) => (side === UNREACHED ? [] : [side?.type ?? NULL])));
  context.imports.type(type);
  const assign = (side: Typed | null): readonly Statement[] => [
    { do: 'assign', name, value: side?.value ?? { is: 'literal', value: null } },
  ];
  return {
    statements: [{ do: 'declare', name, type }, build(assign)],
    scope: scope.with('step', step.id, { name, type }),
  };
}
