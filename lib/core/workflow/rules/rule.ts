import type { JsonPath } from '../../json/json.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import type { Finding } from '../finding.ts';
import { innerBodies, stepExprs } from '../walk.ts';
import { innerExprs } from '../walk-exprs.ts';
import type { Expr, Id, Step, Workflow } from '../workflow.ts';

export interface ValidationContext {
  readonly workflow: Workflow;
  /** Tools on offer; without them nothing is said about tools and their arguments. */
  readonly tools?: readonly ToolSpec[];
}

/** One rule of what makes a workflow sound. The file is named for it, and so is `Finding.rule`. */
export type Rule = (context: ValidationContext) => readonly Finding[];

/** What an expression can refer to at its place. */
export interface Visible {
  readonly steps: readonly Id[];
  readonly vars: readonly Id[];
}

export interface PlacedVisit {
  readonly expr: Expr;
  /** The step it stands in; undefined for the workflow's own output. */
  readonly step?: Step;
  readonly slot: JsonPath;
  readonly visible: Visible;
  /** True for expressions that are a step's or member's whole value, false inside another expression. */
  readonly outermost: boolean;
}

/** Every expression, outer before inner, with what it can see: the interpreter's scopes, without running. */
export function visitExprs(workflow: Workflow): readonly PlacedVisit[] {
  const visits: PlacedVisit[] = [];
  const visitExpr = (expr: Expr, visit: Omit<PlacedVisit, 'expr'>): void => {
    visits.push({ expr, ...visit });
    for (const inner of innerExprs(expr)) {
      const vars = inner.sees === undefined ? visit.visible.vars : [...visit.visible.vars, inner.sees];
      visitExpr(inner.expr, {
        ...visit,
        slot: [...visit.slot, ...inner.path],
        visible: { ...visit.visible, vars },
        outermost: false,
      });
    }
  };
  const visitBody = (body: readonly Step[], outer: Visible): Visible => {
    let visible = outer;
    for (const step of body) {
      const bodies = innerBodies(step).map((inner) => ({
        member: inner.member,
        end: visitBody(inner.body, { steps: visible.steps, vars: [...visible.vars, ...inner.sees] }),
      }));
      const endOf = (member: string) => bodies.find((inner) => inner.member === member)?.end ?? visible;
      for (const { slot, expr, sees } of stepExprs(step)) {
        const base = visibleAt(step, String(slot[0]), visible, endOf);
        visitExpr(expr, { step, slot, visible: { ...base, vars: [...base.vars, ...sees] }, outermost: true });
      }
      visible = { ...visible, steps: [...visible.steps, step.id] };
    }
    return visible;
  };
  const end = visitBody(workflow.body, { steps: [], vars: [] });
  if (workflow.output) visitExpr(workflow.output, { slot: ['output'], visible: end, outermost: true });
  return visits;
}

/** Values of a step that are told after one of its bodies has run see that body's steps. */
function visibleAt(step: Step, slot: string, before: Visible, endOf: (member: string) => Visible): Visible {
  if (step.do === 'forEach' && slot === 'yield') return endOf('body');
  if (step.do === 'if' && slot === 'thenValue') return endOf('then');
  if (step.do === 'if' && slot === 'elseValue') return endOf('else');
  if (step.do === 'try' && slot === 'value') return endOf('body');
  if (step.do === 'try' && slot === 'elseValue') return endOf('else');
  if (step.do === 'llm' && slot === 'checks') return { ...before, steps: [...before.steps, step.id] };
  return before;
}

/** `Step "send", argument "text"` or `The output`. */
export function whereOf(visit: Pick<PlacedVisit, 'step' | 'slot'>): string {
  return visit.step ? `Step "${visit.step.id}"` : 'The output';
}

export function placeOf(visit: Pick<PlacedVisit, 'step' | 'slot'>): Finding['place'] {
  return { step: visit.step?.id ?? '', slot: visit.slot };
}

/** `Declared: email, month.` or `None is declared.` */
export function declared(names: readonly string[], word = 'Declared'): string {
  return names.length === 0 ? `None is ${word.toLowerCase()}.` : `${word}: ${names.join(', ')}.`;
}
