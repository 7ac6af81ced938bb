import { stepsById } from '../find-step.ts';
import { type Answers, type Question, SOMETHING_ELSE_ID } from '../question.ts';
import type { Workflow } from '../workflow.ts';
import type { KeptEdit } from './kept-edit.ts';

/**
 * Answers with those that an edit gives: who changes by hand what a question is about has answered it with something
 * else, and so has who removes the step. `after` is the workflow after the edit.
 */
export function answersAfterEdit(
  answers: Answers,
  questions: readonly Question[],
  kept: KeptEdit,
  after: Workflow,
): Answers {
  const steps = stepsById(after);
  const settled = questions.filter((question) => {
    if (Object.hasOwn(answers, question.id)) return false;
    const { place } = question;
    return (place !== undefined && place.step !== '' && !steps.has(place.step)) || isAbout(question, kept);
  });
  return { ...answers, ...Object.fromEntries(settled.map((question) => [question.id, wayOut(question)])) };
}

function isAbout(question: Question, { edit, replaced }: KeptEdit): boolean {
  if (!('place' in edit)) return false;
  const { place } = question;
  if (place === undefined || place.step !== edit.place.step) return false;
  if (edit.edit !== 'setStage' && same(place.slot, edit.place.slot)) return true;
  const held = question.options.find((option) => option.id === question.default)?.expr;
  return held !== undefined && replaced !== undefined && same(held, replaced);
}

function wayOut(question: Question): string {
  return question.options.some((option) => option.id === SOMETHING_ELSE_ID) ? SOMETHING_ELSE_ID : question.default;
}

function same(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
