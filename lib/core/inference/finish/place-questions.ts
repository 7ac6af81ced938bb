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
  const stepsOf = new Map<string, Id[]>();
  for (const { id } of allSteps(body))
    for (const doubt of context.doubts.get(id) ?? []) stepsOf.set(doubt, [...(stepsOf.get(doubt) ?? []), id]);
  const slotIn = slotsOf(named.body);
  return questions.map((question) => {
    const place = placeOf(question.id, stepsOf.get(question.id) ?? [], context);
    const step = place === undefined ? undefined : named.steps.get(place.step);
    return {
      ...question,
      ...(place === undefined || step === undefined ? {} : { place: { step, slot: slotIn(step, place.slot) } }),
      options: question.options.map((option) =>
        option.expr === undefined ? option : { ...option, expr: nameIn(option.expr, named, context) },
      ),
    };
  });
}

/** The first place that depends on the question, or where that fell away, the first step that does. */
function placeOf(question: string, steps: readonly Id[], context: DraftContext): Place | undefined {
  const noted = context.places.get(question);
  if (noted !== undefined && steps.includes(noted.step)) return noted;
  const [first] = steps;
  return first === undefined ? undefined : { step: first, slot: [] };
}

/** Arguments of a call that became pages or a wait stand one member deeper. */
export function slotsOf(body: readonly Step[]): (step: Id, slot: JsonPath) => JsonPath {
  const deeper = new Set(
    allSteps(body).flatMap((step) => (step.do === 'paginate' || step.do === 'poll' ? [step.id] : [])),
  );
  return (step, slot) => (deeper.has(step) && slot[0] === 'args' ? ['call', ...slot] : slot);
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
