import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { Answers } from '#core/workflow/question.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { makeWorkflow } from './make-workflow.ts';

/**
 * Takes answers to questions and derives the workflow again with them, as a new version. Throws a `StudioError`:
 * invalid for an option that a question does not have.
 */
export async function answerQuestions(
  studio: Studio,
  { prototypeId, answers }: { readonly prototypeId: string; readonly answers: Answers },
): Promise<WorkflowView> {
  const latest = await studio.store.workflows.latest(prototypeId);
  if (!latest) throw new StudioError('not-found', 'This prototype has no workflow yet.', { advice: 'Make one first.' });
  for (const [id, option] of Object.entries(answers)) {
    const question = latest.questions.find((candidate) => candidate.id === id);
    if (!question || question.options.some((candidate) => candidate.id === option)) continue;
    const known = question.options.map((candidate) => candidate.id).join(', ');
    throw new StudioError('invalid', `The question “${question.text}” has no option "${option}". It has: ${known}.`);
  }
  return makeWorkflow(studio, { prototypeId, answers });
}
