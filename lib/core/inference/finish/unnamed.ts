import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr } from '../../workflow/workflow.ts';

/** The expression with its own variables left unnamed: equal for expressions that differ in these names alone. */
export function unnamed(expr: Expr): Expr {
  const names = new Set<string>();
  mapExpr(expr, (inner) => {
    if (inner.$ === 'over' || inner.$ === 'sort') names.add(inner.as);
    return inner;
  });
  return mapExpr(expr, (inner) => {
    if (inner.$ === 'over' || inner.$ === 'sort') return { ...inner, as: '' };
    return inner.$ === 'ref' && inner.of === 'var' && names.has(inner.id) ? { ...inner, id: '' } : inner;
  });
}
