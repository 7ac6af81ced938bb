import { mapStepExprs } from '../../workflow/walk.ts';
import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import { noteDoubts } from '../draft/doubts.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Span } from '../words/span.ts';
import { sharedWords, wordsOf } from '../words/words.ts';
import { type Role, rolesOf } from './input-roles.ts';

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
