import type { Expr, Step, Workflow } from '../../workflow/workflow.ts';

/** A workflow as short lines, for tests to be read: not a program text, and never parsed. */
export function showWorkflow(workflow: Workflow | null): string {
  return workflow === null ? 'none' : workflow.body.flatMap((step) => showStep(step, '')).join('\n');
}

function showStep(step: Step, pad: string): string[] {
  const inner = (body: readonly Step[]): string[] => body.flatMap((child) => showStep(child, `${pad}  `));
  switch (step.do) {
    case 'call':
      return [
        `${pad}${step.id} = ${step.tool}(${showArgs(step.args)})${step.retry === undefined ? '' : ' with retry'}`,
      ];
    case 'paginate':
      return [
        `${pad}${step.id} = all pages of ${step.call.tool}(${showArgs(step.call.args)}) by ${step.param}, next ${showExpr(step.next)}, until ${showExpr(step.until)}`,
      ];
    case 'poll':
      return [`${pad}${step.id} = ${step.call.tool}(${showArgs(step.call.args)}) until ${showExpr(step.until)}`];
    case 'let':
      return [`${pad}${step.id} = ${showExpr(step.value)}`];
    case 'forEach':
      return [`${pad}for ${step.each} of ${showExpr(step.in)}`, ...inner(step.body)];
    case 'if':
      return [
        `${pad}if ${showExpr(step.cond)}`,
        ...inner(step.then),
        ...(step.else === 'undemonstrated'
          ? [`${pad}else stop`]
          : step.else.length > 0
            ? [`${pad}else`, ...inner(step.else)]
            : []),
      ];
    case 'try':
      return [
        `${pad}try`,
        ...inner(step.body),
        `${pad}on ${step.on.contains.join('|') || 'error'}`,
        ...inner(step.else),
      ];
    case 'llm':
      return [`${pad}${step.id} = judge(${showArgs(step.input)})`];
    case 'approve':
      return [`${pad}approve ${showExpr(step.show)}`];
    case 'assert':
      return [`${pad}assert ${showExpr(step.cond)}`];
  }
}

function showArgs(args: Readonly<Record<string, Expr>>): string {
  return Object.entries(args)
    .map(([name, expr]) => `${name}: ${showExpr(expr)}`)
    .join(', ');
}

export function showExpr(expr: Expr): string {
  switch (expr.$) {
    case 'lit':
      return JSON.stringify(expr.value);
    case 'ref':
      return expr.of === 'input' ? `$${expr.id}` : expr.id;
    case 'run':
      return expr.what;
    case 'get':
      return `${showExpr(expr.from)}.${expr.path.join('.')}`;
    case 'obj':
      return `{${showArgs(expr.fields)}}`;
    case 'arr':
      return `[${expr.items.map(showExpr).join(', ')}]`;
    case 'text':
      return `\`${expr.parts.map((part) => (typeof part === 'string' ? part : `\${${showExpr(part)}}`)).join('')}\``;
    case 'fn':
      return `${expr.name}(${expr.args.map(showExpr).join(', ')})`;
    case 'over':
      return `${expr.op}(${showExpr(expr.in)}, ${expr.as} => ${showExpr(expr.body)})`;
    case 'sort':
      return `sort(${showExpr(expr.in)}, ${expr.by.map(({ key, order }) => `${showExpr(key)} ${order}`).join(', ')}${expr.take === undefined ? '' : `, take ${showExpr(expr.take)}`})`;
    case 'cond':
      return `(${showExpr(expr.if)} ? ${showExpr(expr.then)} : ${showExpr(expr.else)})`;
    case 'absent':
      return 'absent';
  }
}
