import { arityOf } from '../../functions/define-function.ts';
import { FUNCTIONS } from '../../functions/functions.ts';
import type { Finding } from '../finding.ts';
import { keepExprs } from '../keep.ts';
import { innerExprs } from '../walk-exprs.ts';
import type { Expr, Id } from '../workflow.ts';
import { declared, type Rule } from './rule.ts';

/** Expressions of keeping see inputs, settings and the variables of their place, and use functions that exist. */
export const keepReferences: Rule = ({ workflow }) => {
  const inputs = workflow.inputs.map((input) => input.name);
  const config = (workflow.config ?? []).map((input) => input.name);
  const problemOf = (expr: Expr, vars: readonly Id[]): string | null => {
    if (expr.$ === 'fn') {
      const spec = Object.hasOwn(FUNCTIONS, expr.name) ? FUNCTIONS[expr.name] : undefined;
      if (!spec) return `uses the function "${expr.name}", which does not exist.`;
      const { least, most } = arityOf(spec);
      const count = expr.args.length;
      return count < least || count > most ? `gives ${count} arguments to ${expr.name}.` : null;
    }
    if (expr.$ === 'run') return 'asks for the time. What is kept must not change with it.';
    if (expr.$ !== 'ref') return null;
    switch (expr.of) {
      case 'input':
        return inputs.includes(expr.id) ? null : `refers to input "${expr.id}". ${declared(inputs)}`;
      case 'config':
        return config.includes(expr.id) ? null : `refers to setting "${expr.id}". ${declared(config)}`;
      case 'step':
        return `refers to step "${expr.id}". Rules see no steps; use "made" or "wanted".`;
      case 'var':
        return vars.includes(expr.id) ? null : `refers to variable "${expr.id}". ${declared(vars, 'Known there')}`;
    }
  };
  return (workflow.keep?.rules ?? []).flatMap((rule, index) =>
    keepExprs(rule).flatMap(({ expr: root, slot, sees }) => {
      const place = { step: '', slot: ['keep', 'rules', index, ...slot] };
      const visit = (expr: Expr, vars: readonly Id[]): Finding[] => {
        const problem = problemOf(expr, vars);
        const message = `Keeping "${rule.step}", ${slot.join('.')}, ${problem}`;
        return [
          ...(problem === null ? [] : [{ rule: 'keep-references', severity: 'error' as const, message, place }]),
          ...innerExprs(expr).flatMap((inner) =>
            visit(inner.expr, inner.sees === undefined ? vars : [...vars, inner.sees]),
          ),
        ];
      };
      return visit(root, sees);
    }),
  );
};
