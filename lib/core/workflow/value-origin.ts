import type { ValueOrigin } from './evidence.ts';
import type { Expr, Id, Step } from './workflow.ts';

/** Where a value comes from, by its form: what the colour says before and beside any evidence. */
export function originOfExpr(expr: Expr, steps: ReadonlyMap<Id, Step>): ValueOrigin {
  switch (expr.$) {
    case 'lit':
    case 'absent':
      return 'constant';
    case 'ref':
      if (expr.of === 'input' || expr.of === 'config') return 'input';
      return steps.get(expr.id)?.do === 'llm' ? 'judgement' : 'reference';
    case 'get':
      return originOfExpr(expr.from, steps);
    case 'run':
    case 'obj':
    case 'arr':
    case 'text':
    case 'fn':
    case 'over':
    case 'sort':
    case 'cond':
      return isConstant(expr) ? 'constant' : 'computed';
  }
}

function isConstant(expr: Expr): boolean {
  if (expr.$ === 'lit') return true;
  if (expr.$ === 'arr') return expr.items.every(isConstant);
  if (expr.$ === 'obj') return Object.values(expr.fields).every(isConstant);
  return false;
}
