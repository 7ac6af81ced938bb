import { stepExprs, withBodies } from '../../workflow/walk.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftInput } from '../draft/input-book.ts';
import { sharedWords, wordsOf } from '../words/words.ts';

/** What an input is used as: the places of one parameter or member, whatever it is called in detail. */
export interface Role {
  readonly words: readonly string[];
  readonly refs: Set<Expr>;
  readonly steps: Set<string>;
}

export function rolesOf(input: DraftInput, body: readonly Step[]): readonly Role[] {
  const roles: Role[] = [];
  const note = (ref: Expr, words: readonly string[], step: string): void => {
    const telling = words.filter((word) => !VAGUE.has(word));
    if (telling.length === 0) return;
    const known = roles.find((role) => sharedWords(role.words, telling) > 0);
    const role = known ?? { words: telling, refs: new Set<Expr>(), steps: new Set<string>() };
    role.refs.add(ref);
    role.steps.add(step);
    if (known === undefined) roles.push(role);
  };
  const visit = (steps: readonly Step[]): void => {
    for (const step of steps) {
      for (const { slot, expr } of stepExprs(step)) {
        const name = slot.includes('args') ? String(slot.at(-1)) : '';
        walk(expr, wordsOf(name), (ref, words) => {
          if (ref.$ === 'ref' && ref.of === 'input' && ref.id === input.id) note(ref, words, step.id);
        });
      }
      withBodies(step, (inner) => {
        visit(inner);
        return inner;
      });
    }
  };
  visit(body);
  return roles;
}

/** Every reference with the words of what it is used as; pieces of texts are used as nothing in particular. */
function walk(expr: Expr, words: readonly string[], found: (ref: Expr, words: readonly string[]) => void): void {
  switch (expr.$) {
    case 'ref':
      found(expr, words);
      return;
    case 'arr':
      for (const item of expr.items) walk(item, words, found);
      return;
    case 'obj':
      for (const [name, field] of Object.entries(expr.fields)) walk(field, wordsOf(name), found);
      return;
    case 'over':
      walk(expr.in, [], found);
      walk(expr.body, [], found);
      return;
    case 'fn': {
      const members = COMPARING.has(expr.name) ? expr.args.flatMap((arg) => membersIn(arg)) : [];
      for (const arg of expr.args) walk(arg, arg.$ === 'ref' ? members : [], found);
      return;
    }
    case 'sort':
      walk(expr.in, [], found);
      return;
    case 'get':
      walk(expr.from, [], found);
      return;
    default:
      return;
  }
}

function membersIn(expr: Expr): readonly string[] {
  if (expr.$ === 'fn') return expr.args.flatMap((arg) => membersIn(arg));
  return expr.$ === 'get' ? expr.path.filter((key) => typeof key === 'string').flatMap((key) => wordsOf(key)) : [];
}

const COMPARING = new Set(['eq', 'ne', 'contains', 'containsExact', 'startsWith', 'endsWith', 'has', 'in']);

/** Words that say nothing about what a value is used as. */
const VAGUE = new Set(['id', 'name', 'key', 'value', 'text', 'query', 'q', 'search', 'filter', 'item', 'data']);
