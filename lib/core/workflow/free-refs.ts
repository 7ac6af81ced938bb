import { innerExprs, type RefExpr } from './walk-exprs.ts';
import type { Expr, Id } from './workflow.ts';

/** What an expression refers to outside of itself, each once: variables that it binds are not among them. */
export function freeRefs(expr: Expr, bound: ReadonlySet<Id> = new Set()): readonly RefExpr[] {
  const found = new Map<string, RefExpr>();
  const visit = (inner: Expr, names: ReadonlySet<Id>): void => {
    if (inner.$ === 'ref' && !(inner.of === 'var' && names.has(inner.id))) found.set(`${inner.of}:${inner.id}`, inner);
    for (const { expr: part, sees } of innerExprs(inner)) {
      visit(part, sees === undefined ? names : new Set([...names, sees]));
    }
  };
  visit(expr, bound);
  return [...found.values()];
}
