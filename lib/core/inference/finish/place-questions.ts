import type { JsonPath } from '../../json/json.ts';
import type { Place } from '../../workflow/evidence.ts';
import type { Question } from '../../workflow/question.ts';
import { allSteps } from '../../workflow/walk.ts';
import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import type { NamedBody } from './name-steps.ts';

/**
 * Questions with the place in the program that they are about, and options whose expressions speak the program's names.
 * `body` is the draft that the questions were asked about.
 */
export function placeQuestions(
  questions: readonly Question[],
  draft: { readonly body: readonly Step[]; readonly named: NamedBody; readonly context: DraftContext },
): readonly Question[] {
  const { body, named, context } = draft;
  return questions.map((question) => {
    const place = placeOf(question.id, body, context);
    const step = place === undefined ? undefined : named.steps.get(place.step);
    return {
      ...question,
      ...(place === undefined || step === undefined
        ? {}
        : { place: { step, slot: slotIn(named.body, step, place.slot) } }),
      options: question.options.map((option) =>
        option.expr === undefined ? option : { ...option, expr: nameIn(option.expr, named, context) },
      ),
    };
  });
}

/** The first place that depends on the question, or where that fell away, the first step that does. */
function placeOf(question: string, body: readonly Step[], context: DraftContext): Place | undefined {
  const steps = allSteps(body).filter((step) => context.doubts.get(step.id)?.has(question) ?? false);
  const noted = context.places.get(question);
  if (noted !== undefined && steps.some((step) => step.id === noted.step)) return noted;
  const [first] = steps;
  return first === undefined ? undefined : { step: first.id, slot: [] };
}

/** Arguments of a call that became pages or a wait stand one member deeper. */
export function slotIn(body: readonly Step[], id: Id, slot: JsonPath): JsonPath {
  const step = allSteps(body).find((candidate) => candidate.id === id);
  return (step?.do === 'paginate' || step?.do === 'poll') && slot[0] === 'args' ? ['call', ...slot] : slot;
}

/** Inputs that only an option would make have no name in the program: their recorded value stands there. */
function nameIn(expr: Expr, named: NamedBody, context: DraftContext): Expr {
  const known = mapExpr(expr, (inner) => {
    if (inner.$ !== 'ref' || inner.of !== 'input' || named.rename(inner) !== inner) return inner;
    const draft = context.inputs.find(inner.id);
    return draft === undefined ? inner : { $: 'lit', value: draft.value };
  });
  return named.rename(known);
}
