import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';

export function renameStep(step: Step, expr: (expr: Expr) => Expr, id: (id: Id) => Id, variable: (id: Id) => Id): Step {
  const base = { ...step, id: id(step.id) };
  const args = (record: Readonly<Record<string, Expr>>): Record<string, Expr> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, expr(value)]));
  const inner = (body: readonly Step[]): readonly Step[] => body.map((child) => renameStep(child, expr, id, variable));
  const maybe = <K extends string>(name: K, value: Expr | undefined): { [P in K]?: Expr } =>
    value === undefined ? {} : ({ [name]: expr(value) } as { [P in K]?: Expr });
  switch (base.do) {
    case 'call':
      return { ...base, args: args(base.args), ...maybe('key', base.key) };
    case 'let':
      return { ...base, value: expr(base.value) };
    case 'forEach':
      return {
        ...base,
        // The loop's own variable gets the plain name, those of its conditions the numbered ones.
        each: variable(base.each),
        in: expr(base.in),
        body: inner(base.body),
        ...maybe('yield', base.yield),
      };
    case 'paginate':
      return {
        ...base,
        call: { ...base.call, args: args(base.call.args) },
        page: variable(base.page),
        cursor: variable(base.cursor),
        items: expr(base.items),
        next: expr(base.next),
        until: expr(base.until),
        ...maybe('first', base.first),
      };
    case 'poll':
      return {
        ...base,
        call: { ...base.call, args: args(base.call.args) },
        as: variable(base.as),
        until: expr(base.until),
      };
    case 'if':
      return {
        ...base,
        cond: expr(base.cond),
        then: inner(base.then),
        else: base.else === 'undemonstrated' ? base.else : inner(base.else),
        ...maybe('thenValue', base.thenValue),
        ...maybe('elseValue', base.elseValue),
      };
    case 'try':
      return {
        ...base,
        body: inner(base.body),
        else: inner(base.else),
        ...maybe('value', base.value),
        ...maybe('elseValue', base.elseValue),
      };
    case 'llm':
      return {
        ...base,
        input: args(base.input),
        ...(base.checks === undefined ? {} : { checks: base.checks.map(expr) }),
      };
    case 'approve':
      return { ...base, show: expr(base.show), ...maybe('when', base.when) };
    case 'assert':
      return { ...base, cond: expr(base.cond) };
  }
}

export function eachExpr(body: readonly Step[], visit: (expr: Expr) => void): void {
  for (const step of body) {
    renameStep(
      step,
      (expr) => {
        mapExpr(expr, (inner) => {
          visit(inner);
          return inner;
        });
        return expr;
      },
      (id) => id,
      (id) => id,
    );
  }
}
