import type { Expr, Step, Workflow } from '#core/workflow/workflow.ts';

/** A named list of steps inside a step: the body of a loop, the sides of an `if`, the two ways of a `try`. */
export interface Branch {
  readonly slot: 'body' | 'then' | 'else';
  readonly label: string | null;
  readonly steps: readonly Step[];
}

export function branchesOf(step: Step): Branch[] {
  switch (step.do) {
    case 'forEach':
      return [{ slot: 'body', label: null, steps: step.body }];
    case 'if':
      return [
        { slot: 'then', label: 'then', steps: step.then },
        { slot: 'else', label: 'else', steps: step.else === 'undemonstrated' ? [] : step.else },
      ];
    case 'try':
      return [
        { slot: 'body', label: 'try', steps: step.body },
        { slot: 'else', label: 'else', steps: step.else },
      ];
    default:
      return [];
  }
}

/** Every step of a workflow by its id, depth first in program order. */
export function stepsById(workflow: Workflow): ReadonlyMap<string, Step> {
  const found = new Map<string, Step>();
  const visit = (steps: readonly Step[]) => {
    for (const step of steps) {
      found.set(step.id, step);
      for (const branch of branchesOf(step)) visit(branch.steps);
    }
  };
  visit(workflow.body);
  return found;
}

/** The expressions that a step itself holds, those of steps inside it left out. */
export function exprsOf(step: Step): Expr[] {
  switch (step.do) {
    case 'call':
      return [
        ...Object.values(step.args),
        ...(step.key ? [step.key] : []),
        ...(step.find ? [...Object.values(step.find.call.args), step.find.match] : []),
      ];
    case 'let':
      return [step.value];
    case 'forEach':
      return [step.in, ...(step.yield ? [step.yield] : [])];
    case 'paginate':
      return [...Object.values(step.call.args), ...(step.first ? [step.first] : []), step.items, step.next, step.until];
    case 'poll':
      return [...Object.values(step.call.args), step.until];
    case 'if':
      return [step.cond, ...(step.thenValue ? [step.thenValue] : []), ...(step.elseValue ? [step.elseValue] : [])];
    case 'try':
      return [...(step.value ? [step.value] : []), ...(step.elseValue ? [step.elseValue] : [])];
    case 'llm':
      return [...Object.values(step.input), ...(step.checks ?? [])];
    case 'approve':
      return [step.show, ...(step.when ? [step.when] : [])];
    case 'assert':
      return [step.cond];
    default: {
      const never: never = step;
      throw new Error(`Unknown step ${JSON.stringify(never)}.`);
    }
  }
}

export interface Reference {
  readonly of: 'input' | 'config' | 'step' | 'var';
  readonly id: string;
}

/** What an expression refers to, each once. Variables that it binds itself are not among them. */
export function referencesOf(expr: Expr, bound: ReadonlySet<string> = new Set()): Reference[] {
  const found = new Map<string, Reference>();
  const visit = (inner: Expr, names: ReadonlySet<string>): void => {
    switch (inner.$) {
      case 'ref':
        if (!(inner.of === 'var' && names.has(inner.id)))
          found.set(`${inner.of}:${inner.id}`, { of: inner.of, id: inner.id });
        return;
      case 'get':
        visit(inner.from, names);
        return;
      case 'obj':
        for (const field of Object.values(inner.fields)) visit(field, names);
        return;
      case 'arr':
        for (const item of inner.items) visit(item, names);
        return;
      case 'text':
        for (const part of inner.parts) if (typeof part !== 'string') visit(part, names);
        return;
      case 'fn':
        for (const argument of inner.args) visit(argument, names);
        return;
      case 'over':
        visit(inner.in, names);
        visit(inner.body, new Set([...names, inner.as]));
        return;
      case 'sort':
        visit(inner.in, names);
        for (const { key } of inner.by) visit(key, new Set([...names, inner.as]));
        if (inner.take) visit(inner.take, names);
        return;
      case 'cond':
        visit(inner.if, names);
        visit(inner.then, names);
        visit(inner.else, names);
        return;
      case 'lit':
      case 'run':
      case 'absent':
        return;
      default: {
        const never: never = inner;
        throw new Error(`Unknown expression ${JSON.stringify(never)}.`);
      }
    }
  };
  visit(expr, bound);
  return [...found.values()];
}
