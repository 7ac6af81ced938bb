import type { Finding } from '../finding.ts';
import { allSteps, stepExprs } from '../walk.ts';
import { innerExprs } from '../walk-exprs.ts';
import type { Expr } from '../workflow.ts';
import type { Rule } from './rule.ts';

/** Only an argument, a member or an item of a list can be left out, or a page's first or next value. */
export const absentPlaces: Rule = ({ workflow }) => {
  const findings: Finding[] = [];
  const check = (expr: Expr, allowed: boolean, step: string, slot: readonly (string | number)[]): void => {
    if (expr.$ === 'absent' && !allowed) {
      const where = step === '' ? 'The output' : `Step "${step}"`;
      const message = `${where} leaves out a value that must be there. Only arguments, members and items can be left out.`;
      findings.push({ rule: 'absent-places', severity: 'error', message, place: { step, slot } });
    }
    for (const inner of innerExprs(expr)) {
      const chosen = expr.$ === 'cond' && inner.path[0] !== 'if';
      check(inner.expr, expr.$ === 'obj' || expr.$ === 'arr' || (chosen && allowed), step, [...slot, ...inner.path]);
    }
  };
  for (const step of allSteps(workflow.body)) {
    for (const { slot, expr } of stepExprs(step)) {
      const last = String(slot.at(-2) ?? '');
      check(
        expr,
        last === 'args' || last === 'input' || (step.do === 'paginate' && /^(?:first|next)$/.test(String(slot[0]))),
        step.id,
        slot,
      );
    }
  }
  if (workflow.output) check(workflow.output, false, '', ['output']);
  return findings;
};
