import { mapExpr, mapStepExprs, stepExprs, withBodies } from '../../workflow/walk.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import type { DraftInput } from '../input-book.ts';
import type { Span } from '../prompt-text.ts';
import { sharedWords, wordsOf } from '../words.ts';
import { noteDoubts } from './compile-block.ts';

/** What an input is used as: the places of one parameter or member, whatever it is called in detail. */
interface Role {
  readonly words: readonly string[];
  readonly refs: Set<Expr>;
  readonly steps: Set<string>;
}

/**
 * One word that the user said twice ("queue billing about billing") and that two different parameters use is two
 * inputs, where each place in the prompt stands beside its parameter's name. Where only one does, or none, it is asked.
 */
export function splitInputs(body: readonly Step[], context: DraftContext): readonly Step[] {
  const renamed = new Map<Expr, Expr>();
  for (const input of context.inputs.all()) {
    const spans = spansInOneTurn(input);
    if (spans.length < 2) continue;
    const roles = rolesOf(input, body);
    if (roles.length < 2) continue;
    const homes = roles.map((role) => homeOf(role, spans, context));
    const [base, ...others] = new Set(homes.filter((home) => home !== null));
    if (base !== undefined && others.length > 0) {
      const [kept] = roles.filter((_, at) => homes[at] === base);
      for (const [at, role] of roles.entries()) {
        const home = homes[at];
        if (home !== null && home !== undefined && home !== base) splitOff(input, role, home, renamed, context);
      }
      if (kept !== undefined) context.inputs.nameAgain(input, kept.words);
    } else if (spans.length === 2 && roles.length === 2) {
      askSplit(input, roles, homes, spans, renamed, context);
    }
  }
  if (renamed.size === 0) return body;
  return body.map((step) => mapStepExprs(step, (expr) => mapExpr(expr, (inner) => renamed.get(inner) ?? inner)));
}

function spansInOneTurn(input: DraftInput): readonly Span[] {
  if (typeof input.value !== 'string' && typeof input.value !== 'number') return [];
  const [first] = input.spans;
  return input.spans.every((span) => span.turn === first?.turn) ? input.spans : [];
}

function askSplit(
  input: DraftInput,
  roles: readonly Role[],
  homes: readonly (Span | null)[],
  spans: readonly Span[],
  renamed: Map<Expr, Expr>,
  context: DraftContext,
): void {
  const [first, second] = roles;
  if (first === undefined || second === undefined) return;
  const told = homes.find((home) => home !== null) ?? null;
  const names = [first, second].map(({ words }) => words.join(' '));
  const answer = context.questions.ask({
    kind: 'one-or-two',
    about: [input.value, ...names],
    text: `You said ${JSON.stringify(input.value)} twice, and it was used as ${names.join(' and as ')}. Is that one thing?`,
    row: input.value,
    options: [
      { id: 'two', label: `No, ${names.join(' and ')} can be different` },
      { id: 'one', label: 'Yes, always the same' },
    ],
    default: told === null ? 'one' : 'two',
    weight: 3,
  });
  for (const step of [...first.steps, ...second.steps]) noteDoubts(step, [answer.id], context);
  if (answer.option !== 'two') return;
  const stays = homes[0] === null && told !== null ? second : first;
  const leaves = stays === first ? second : first;
  const home = spans.find((span) => span !== (told ?? spans[0])) ?? null;
  if (home === null) return;
  splitOff(input, leaves, home, renamed, context);
  context.inputs.nameAgain(input, stays.words);
}

function splitOff(input: DraftInput, role: Role, home: Span, renamed: Map<Expr, Expr>, context: DraftContext): void {
  const expr = context.inputs.split(input, home, role.words);
  for (const ref of role.refs) renamed.set(ref, expr);
}

/** The place in the prompt whose neighbours are the role's words; null where none or several are as near. */
function homeOf(role: Role, spans: readonly Span[], context: DraftContext): Span | null {
  const nearness = spans.map((span, at) => {
    const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
    const before = wordsOf(text.slice(spans[at - 1]?.end ?? 0, span.start)).slice(-3);
    const after = wordsOf(text.slice(span.end, spans[at + 1]?.start ?? text.length)).slice(0, 1);
    return sharedWords(role.words, before) * 2 + sharedWords(role.words, after);
  });
  const most = Math.max(...nearness);
  const at = nearness.indexOf(most);
  return most > 0 && nearness.lastIndexOf(most) === at ? (spans[at] ?? null) : null;
}

function rolesOf(input: DraftInput, body: readonly Step[]): readonly Role[] {
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
