import { fitsType, staticType } from '../static-type.ts';
import type { Expr } from '../workflow.ts';
import { placeOf, type Rule, visitExprs, whereOf } from './rule.ts';

/** What is gone through is a list: loops, filters, sorts and pages. */
export const lists: Rule = ({ workflow }) =>
  visitExprs(workflow).flatMap((visit) => {
    const { expr, step, slot, outermost } = visit;
    const through: Expr[] = expr.$ === 'over' || expr.$ === 'sort' ? [expr.in] : [];
    if (outermost && step?.do === 'forEach' && slot[0] === 'in') through.push(expr);
    if (outermost && step?.do === 'paginate' && slot[0] === 'items') through.push(expr);
    return through.flatMap((list) => {
      const type = staticType(list, workflow);
      if (fitsType(type, 'array')) return [];
      const message = `${whereOf(visit)} goes through ${type}, but only a list can be gone through.`;
      return [{ rule: 'lists', severity: 'error', message, place: placeOf(visit) }];
    });
  });
