import type { Step } from '#core/workflow/workflow.ts';
import { lowerApprove, lowerAssert } from './lower-approval.ts';
import { lowerIf, lowerTry } from './lower-branches.ts';
import { lowerCall, lowerPaginate, lowerPoll } from './lower-call-steps.ts';
import type { Scope } from './lower-context.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerForEach } from './lower-for-each.ts';
import { lowerJudgement } from './lower-judgement.ts';
import type { Statement } from './program.ts';
import { bind, type Lowered, type StepLowering } from './step-lowering.ts';

/** Steps in order; each sees the values of those before it. */
export function lowerSteps(steps: readonly Step[], scope: Scope, context: StepLowering): Lowered {
  let current = scope;
  const statements: Statement[] = [];
  for (const step of steps) {
    const lowered = lowerStep(step, current, context);
    statements.push(...lowered.statements);
    current = lowered.scope;
  }
  return { statements, scope: current };
}

function lowerStep(step: Step, scope: Scope, context: StepLowering): Lowered {
  switch (step.do) {
    case 'call':
      return bind(step, lowerCall(step, scope, context), scope, context);
    case 'let':
      return bind(step, lowerExpression(step.value, scope, context), scope, context);
    case 'forEach':
      return lowerForEach(step, scope, context);
    case 'paginate':
      return bind(step, lowerPaginate(step, scope, context), scope, context);
    case 'poll':
      return bind(step, lowerPoll(step, scope, context), scope, context);
    case 'if':
      return lowerIf(step, scope, context);
    case 'try':
      return lowerTry(step, scope, context);
    case 'llm':
      return bind(step, lowerJudgement(step, scope, context), scope, context);
    case 'approve':
      return lowerApprove(step, scope, context);
    case 'assert':
      return lowerAssert(step, scope, context);
  }
}
