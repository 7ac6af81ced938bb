import type { Step } from '../../workflow/workflow.ts';

export function prune(body: readonly Step[], needed: ReadonlySet<string>, removed: Step[]): readonly Step[] {
  let changed = false;
  const kept = body.flatMap((step): readonly Step[] => {
    if (isIdle(step) && !needed.has(step.id)) {
      removed.push(step);
      changed = true;
      return [];
    }
    const next = pruneInside(step, needed, removed);
    if (next !== step) changed = true;
    return next === null ? [] : [next];
  });
  return changed ? kept : body;
}

/** Steps that change nothing outside the program. */
function isIdle(step: Step): boolean {
  switch (step.do) {
    case 'call':
      return step.effect === 'read';
    case 'let':
    case 'paginate':
    case 'poll':
    case 'llm':
      return step.do !== 'poll';
    case 'forEach':
      return step.body.length === 0 || step.body.every(isIdle);
    case 'if':
      return step.then.every(isIdle) && (step.else === 'undemonstrated' || step.else.every(isIdle));
    case 'try':
      return step.body.every(isIdle) && step.else.every(isIdle);
    case 'approve':
    case 'assert':
      return false;
  }
}

function pruneInside(step: Step, needed: ReadonlySet<string>, removed: Step[]): Step {
  switch (step.do) {
    case 'forEach': {
      const body = prune(step.body, needed, removed);
      const used = needed.has(step.id);
      if (body === step.body && (used || step.yield === undefined)) return step;
      const { yield: _yield, ...rest } = step;
      return used ? { ...step, body } : { ...rest, body };
    }
    case 'if': {
      const then = prune(step.then, needed, removed);
      const other = step.else === 'undemonstrated' ? step.else : prune(step.else, needed, removed);
      const used = needed.has(step.id);
      if (then === step.then && other === step.else && (used || step.thenValue === undefined)) return step;
      const { thenValue: _then, elseValue: _else, ...rest } = step;
      return used ? { ...step, then, else: other } : { ...rest, then, else: other };
    }
    case 'try': {
      // The lookup decides which way is taken: it stays even where nobody uses its value.
      const other = prune(step.else, needed, removed);
      const used = needed.has(step.id);
      if (other === step.else && (used || step.value === undefined)) return step;
      const { value: _value, elseValue: _else, ...rest } = step;
      return used ? { ...step, else: other } : { ...rest, else: other };
    }
    default:
      return step;
  }
}
