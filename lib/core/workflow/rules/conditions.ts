import { staticType } from '../static-type.ts';
import type { Expr } from '../workflow.ts';
import { type PlacedVisit, placeOf, type Rule, visitExprs, whereOf } from './rule.ts';

/** What decides is true or false: conditions of steps, and bodies of filters. */
export const conditions: Rule = ({ workflow }) =>
  visitExprs(workflow).flatMap((visit) =>
    decidedBy(visit).flatMap(({ expr, what }) => {
      const type = staticType(expr, workflow);
      if (type === 'any' || type === 'boolean' || type === 'null') return [];
      const message = `${whereOf(visit)}: ${what} must be true or false, but it is ${type}.`;
      return [{ rule: 'conditions', severity: 'error', message, place: placeOf(visit) }];
    }),
  );

function decidedBy(visit: PlacedVisit): readonly { readonly expr: Expr; readonly what: string }[] {
  const { expr, step, slot, outermost } = visit;
  const inner =
    expr.$ === 'over' && ['filter', 'find', 'only', 'some', 'every'].includes(expr.op)
      ? [{ expr: expr.body, what: `the test of ${expr.op}` }]
      : expr.$ === 'cond'
        ? [{ expr: expr.if, what: 'the condition' }]
        : [];
  const name = String(slot[0]);
  const decides =
    outermost &&
    (((step?.do === 'if' || step?.do === 'assert') && name === 'cond') ||
      ((step?.do === 'paginate' || step?.do === 'poll') && name === 'until') ||
      (step?.do === 'approve' && name === 'when') ||
      (step?.do === 'llm' && name === 'checks'));
  return decides ? [{ expr, what: 'the condition' }, ...inner] : inner;
}
