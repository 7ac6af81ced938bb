import type { Expr } from '../../../workflow/workflow.ts';

/** A member that other items may lack: it is null there, and the condition does not hold. */
export const nullable = (expr: Expr): Expr => (expr.$ === 'get' ? { ...expr, missing: 'null' } : expr);

/** A list that other items may lack: it has no entries there. The list of an answer is not one that may be missing. */
export const listOrNone = (expr: Expr): Expr =>
  expr.$ === 'get' && expr.from.$ === 'ref' && expr.from.of === 'var'
    ? { $: 'fn', name: 'coalesce', args: [nullable(expr), { $: 'lit', value: [] }] }
    : expr;

/** Whether the member is there and not empty: what is tested before a text is read as a number or a date. */
export const isFilled = ({ expr }: { readonly expr: Expr }): Expr => ({
  $: 'fn',
  name: 'not',
  args: [{ $: 'fn', name: 'isEmpty', args: [nullable(expr)] }],
});
