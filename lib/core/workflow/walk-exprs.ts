import type { JsonPath } from '../json/json.ts';
import type { Expr, Id } from './workflow.ts';

/** Expressions directly inside an expression, with the variable that each sees in addition. */
export function innerExprs(
  expr: Expr,
): readonly { readonly path: JsonPath; readonly expr: Expr; readonly sees?: Id }[] {
  switch (expr.$) {
    case 'lit':
    case 'ref':
    case 'run':
    case 'absent':
      return [];
    case 'get':
      return [{ path: ['from'], expr: expr.from }];
    case 'obj':
      return Object.entries(expr.fields).map(([name, field]) => ({ path: ['fields', name], expr: field }));
    case 'arr':
      return expr.items.map((item, index) => ({ path: ['items', index], expr: item }));
    case 'text':
      return expr.parts.flatMap((part, index) =>
        typeof part === 'string' ? [] : [{ path: ['parts', index], expr: part }],
      );
    case 'fn':
      return expr.args.map((arg, index) => ({ path: ['args', index], expr: arg }));
    case 'over':
      return [
        { path: ['in'], expr: expr.in },
        { path: ['body'], expr: expr.body, sees: expr.as },
      ];
    case 'sort':
      return [
        { path: ['in'], expr: expr.in },
        ...expr.by.map(({ key }, index) => ({ path: ['by', index, 'key'], expr: key, sees: expr.as })),
        ...(expr.take ? [{ path: ['take'], expr: expr.take }] : []),
      ];
    case 'cond':
      return [
        { path: ['if'], expr: expr.if },
        { path: ['then'], expr: expr.then },
        { path: ['else'], expr: expr.else },
      ];
    default:
      throw unknownExpr(expr);
  }
}

/** The expression and all inside it, outer before inner. */
export function allExprs(expr: Expr): readonly Expr[] {
  return [expr, ...innerExprs(expr).flatMap((inner) => allExprs(inner.expr))];
}

export type RefExpr = Extract<Expr, { $: 'ref' }>;

export function refsOf(expr: Expr): readonly RefExpr[] {
  return allExprs(expr).filter((inner) => inner.$ === 'ref');
}

/** The expression with every part changed, inner parts first. Parts that the change leaves alone stay identical. */
export function mapExpr(expr: Expr, change: (expr: Expr) => Expr): Expr {
  const inner = (part: Expr) => mapExpr(part, change);
  switch (expr.$) {
    case 'lit':
    case 'ref':
    case 'run':
    case 'absent':
      return change(expr);
    case 'get':
      return change({ ...expr, from: inner(expr.from) });
    case 'obj':
      return change({ ...expr, fields: mapMembers(expr.fields, inner) });
    case 'arr':
      return change({ ...expr, items: expr.items.map(inner) });
    case 'text':
      return change({ ...expr, parts: expr.parts.map((part) => (typeof part === 'string' ? part : inner(part))) });
    case 'fn':
      return change({ ...expr, args: expr.args.map(inner) });
    case 'over':
      return change({ ...expr, in: inner(expr.in), body: inner(expr.body) });
    case 'sort':
      return change({
        ...expr,
        in: inner(expr.in),
        by: expr.by.map((key) => ({ ...key, key: inner(key.key) })),
        ...(expr.take ? { take: inner(expr.take) } : {}),
      });
    case 'cond':
      return change({ ...expr, if: inner(expr.if), then: inner(expr.then), else: inner(expr.else) });
    default:
      throw unknownExpr(expr);
  }
}

/** Each member's expression changed, under its name. */
export function mapMembers(
  members: Readonly<Record<string, Expr>>,
  change: (expr: Expr) => Expr,
): Readonly<Record<string, Expr>> {
  return Object.fromEntries(Object.entries(members).map(([name, expr]) => [name, change(expr)]));
}

function unknownExpr(expr: never): Error {
  return new Error(`There is no expression ${JSON.stringify(expr)}.`);
}
