import { formatToolRef } from '../tool/tool-ref.ts';
import { describeCondition } from './describe-condition.ts';
import { describeExpr } from './describe-expr.ts';
import type { CallBody, Expr, Step } from './workflow.ts';

/** One plain sentence that says what a step does; its own note where it has one. */
export function describeStep(step: Step): string {
  if (step.note) return step.note;
  switch (step.do) {
    case 'call': {
      const key = step.key ? `, once per ${describeExpr(step.key)}` : '';
      const find = step.find ? ', unless it is there already' : '';
      return `${callVerb(step.effect)} ${describeCall(step)}${key}${find}.`;
    }
    case 'let':
      return `Take ${describeExpr(step.value)}.`;
    case 'forEach':
      return `For each ${step.each} of ${describeExpr(step.in)}, do ${counted(step.body.length, 'step')}.`;
    case 'paginate':
      return `Get all pages of ${describeCall(step.call)}.`;
    case 'poll':
      return `Ask ${describeCall(step.call)} every ${seconds(step.everyMs)} until ${describeCondition(step.until)}.`;
    case 'if':
      return step.else === 'undemonstrated'
        ? `If ${describeCondition(step.cond)}, do ${counted(step.then.length, 'step')}; otherwise stop, because that was never shown.`
        : `If ${describeCondition(step.cond)}, do ${counted(step.then.length, 'step')}; otherwise ${counted(step.else.length, 'step')}.`;
    case 'try':
      return `Try ${counted(step.body.length, 'step')}; where the tool says ${
        step.on.contains.length === 0 ? 'no' : step.on.contains.map((part) => `“${part}”`).join(' or ')
      }, do ${counted(step.else.length, 'step')} instead.`;
    case 'llm':
      return `Let the model judge ${Object.keys(step.input).join(', ')}: ${step.task}`;
    case 'approve':
      return `Ask a person to approve ${describeExpr(step.show)}${step.when ? `, if ${describeCondition(step.when)}` : ''}.`;
    case 'assert':
      return `Stop unless ${describeCondition(step.cond)}: ${step.message}`;
  }
}

function describeCall(body: CallBody): string {
  const args = Object.entries(body.args).flatMap(([name, expr]) =>
    expr.$ === 'absent' ? [] : [describeArg(name, expr)],
  );
  return `${formatToolRef(body)}${args.length === 0 ? '' : ` with ${args.join(', ')}`}`;
}

function describeArg(name: string, expr: Expr): string {
  return `${name} = ${describeExpr(expr)}`;
}

function callVerb(effect: 'read' | 'write' | 'destroy'): string {
  return effect === 'read' ? 'Read' : effect === 'write' ? 'Write with' : 'Destroy with';
}

function counted(count: number, noun: string): string {
  return count === 0 ? 'nothing' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}
