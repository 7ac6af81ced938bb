import type { Expr } from '../../../workflow/workflow.ts';

/** A member that other items may lack: it is null there, and the condition does not hold. */
export const nullable = (expr: Expr): Expr => (expr.$ === 'get' ? { ...expr, missing: 'null' } : expr);
