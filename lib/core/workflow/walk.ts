import type { JsonPath } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import { mapMembers } from './walk-exprs.ts';
import type { CallBody, Expr, Id, Step } from './workflow.ts';

/** An expression of a step and its place inside the step, as in `Place.slot`. */
export interface PlacedExpr {
  readonly slot: JsonPath;
  readonly expr: Expr;
  /** Variables that this expression sees beyond those around the step. */
  readonly sees: readonly Id[];
}

/** The step's own expressions, not those of steps inside it. */
export function stepExprs(step: Step): readonly PlacedExpr[] {
  const placed = (slot: JsonPath, expr: Expr | undefined, sees: readonly Id[] = []): PlacedExpr[] =>
    expr ? [{ slot, expr, sees }] : [];
  const named = (slot: JsonPath, exprs: Readonly<Record<string, Expr>>): PlacedExpr[] =>
    Object.entries(exprs).map(([name, expr]) => ({ slot: [...slot, name], expr, sees: [] }));
  switch (step.do) {
    case 'call':
      return [
        ...named(['args'], step.args),
        ...placed(['key'], step.key),
        ...(step.find ? named(['find', 'call', 'args'], step.find.call.args) : []),
        ...placed(['find', 'match'], step.find?.match, step.find ? [step.find.as] : []),
      ];
    case 'let':
      return placed(['value'], step.value);
    case 'forEach':
      return [...placed(['in'], step.in), ...placed(['yield'], step.yield, [step.each])];
    case 'paginate': {
      const sees = [step.page, step.cursor];
      return [
        ...named(['call', 'args'], step.call.args),
        ...placed(['first'], step.first),
        ...placed(['items'], step.items, sees),
        ...placed(['next'], step.next, sees),
        ...placed(['until'], step.until, sees),
      ];
    }
    case 'poll':
      return [...named(['call', 'args'], step.call.args), ...placed(['until'], step.until, [step.as])];
    case 'if':
      return [
        ...placed(['cond'], step.cond),
        ...placed(['thenValue'], step.thenValue),
        ...placed(['elseValue'], step.elseValue),
      ];
    case 'try':
      return [...placed(['value'], step.value), ...placed(['elseValue'], step.elseValue)];
    case 'llm':
      return [
        ...named(['input'], step.input),
        ...(step.checks ?? []).map((expr, index) => ({ slot: ['checks', index], expr, sees: [] })),
      ];
    case 'approve':
      return [...placed(['show'], step.show), ...placed(['when'], step.when)];
    case 'assert':
      return placed(['cond'], step.cond);
    default:
      throw unknownStep(step);
  }
}

/** A list of steps inside a step, by the member that holds it, and the variables that they see. */
export interface InnerBody {
  readonly member: 'body' | 'then' | 'else';
  readonly body: readonly Step[];
  readonly sees: readonly Id[];
}

export function innerBodies(step: Step): readonly InnerBody[] {
  switch (step.do) {
    case 'forEach':
      return [{ member: 'body', body: step.body, sees: [step.each] }];
    case 'if':
      return [
        { member: 'then', body: step.then, sees: [] },
        ...(step.else === 'undemonstrated' ? [] : [{ member: 'else' as const, body: step.else, sees: [] }]),
      ];
    case 'try':
      return [
        { member: 'body', body: step.body, sees: [] },
        { member: 'else', body: step.else, sees: [] },
      ];
    default:
      return [];
  }
}

/** Every step in reading order, outer before inner. */
export function allSteps(body: readonly Step[]): readonly Step[] {
  return body.flatMap((step) => [step, ...innerBodies(step).flatMap((inner) => allSteps(inner.body))]);
}

/** A call that a step can make, and what it does to the world; looks for an effect and pages are reads. */
export interface StepCall {
  readonly step: Step;
  readonly body: CallBody;
  readonly effect: EffectClass;
  readonly slot: JsonPath;
}

/** Every call of a program in reading order. */
export function callsOf(body: readonly Step[]): readonly StepCall[] {
  return allSteps(body).flatMap((step): StepCall[] => {
    switch (step.do) {
      case 'call':
        return [
          ...(step.find ? [{ step, body: step.find.call, effect: 'read' as const, slot: ['find', 'call'] }] : []),
          { step, body: step, effect: step.effect, slot: [] },
        ];
      case 'paginate':
      case 'poll':
        return [{ step, body: step.call, effect: 'read', slot: ['call'] }];
      default:
        return [];
    }
  });
}

/** The step with new inner bodies, given by member; other steps are returned as they are. */
export function withBodies(step: Step, change: (body: readonly Step[]) => readonly Step[]): Step {
  switch (step.do) {
    case 'forEach':
      return { ...step, body: change(step.body) };
    case 'if':
      return { ...step, then: change(step.then), else: step.else === 'undemonstrated' ? step.else : change(step.else) };
    case 'try':
      return { ...step, body: change(step.body), else: change(step.else) };
    default:
      return step;
  }
}

/** The step with every expression replaced by `change(expr)`, inside inner steps too. */
export function mapStepExprs(step: Step, change: (expr: Expr) => Expr): Step {
  const inner = withBodies(step, (body) => body.map((child) => mapStepExprs(child, change)));
  const optional = <K extends string>(name: K, expr: Expr | undefined) =>
    (expr ? { [name]: change(expr) } : {}) as Partial<Record<K, Expr>>;
  switch (inner.do) {
    case 'call':
      return {
        ...inner,
        args: mapMembers(inner.args, change),
        ...optional('key', inner.key),
        ...(inner.find
          ? {
              find: {
                ...inner.find,
                call: { ...inner.find.call, args: mapMembers(inner.find.call.args, change) },
                match: change(inner.find.match),
              },
            }
          : {}),
      };
    case 'let':
      return { ...inner, value: change(inner.value) };
    case 'forEach':
      return { ...inner, in: change(inner.in), ...optional('yield', inner.yield) };
    case 'paginate':
      return {
        ...inner,
        call: { ...inner.call, args: mapMembers(inner.call.args, change) },
        ...optional('first', inner.first),
        items: change(inner.items),
        next: change(inner.next),
        until: change(inner.until),
      };
    case 'poll':
      return {
        ...inner,
        call: { ...inner.call, args: mapMembers(inner.call.args, change) },
        until: change(inner.until),
      };
    case 'if':
      return {
        ...inner,
        cond: change(inner.cond),
        ...optional('thenValue', inner.thenValue),
        ...optional('elseValue', inner.elseValue),
      };
    case 'try':
      return { ...inner, ...optional('value', inner.value), ...optional('elseValue', inner.elseValue) };
    case 'llm':
      return {
        ...inner,
        input: mapMembers(inner.input, change),
        ...(inner.checks ? { checks: inner.checks.map(change) } : {}),
      };
    case 'approve':
      return { ...inner, show: change(inner.show), ...optional('when', inner.when) };
    case 'assert':
      return { ...inner, cond: change(inner.cond) };
    default:
      throw unknownStep(inner);
  }
}

function unknownStep(step: never): Error {
  return new Error(`There is no step ${JSON.stringify(step)}.`);
}
