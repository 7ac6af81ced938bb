import type { QuestionAnswer } from '#core/server/server-question.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

/** Gives a server the person's answer, once. Throws `conflict` where the question is over. */
export function answerQuestion(studio: Studio, id: string, answer: QuestionAnswer): void {
  if (studio.questions.answer(id, answer)) return;
  throw new StudioError('conflict', 'This question is over: it was answered, or its call has ended.');
}
