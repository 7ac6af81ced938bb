import type { JudgementBook } from '../agent-setup.ts';
import type { AgentProgram } from '../command/agent-program.ts';
import { judgementId } from '../judge.ts';
import type { RecordedJob } from './recording.ts';

/** The book with what was judged while recording, of which a model is shown only a part. */
export function judgedWhileRecording(
  book: JudgementBook,
  program: AgentProgram,
  { judgements }: RecordedJob,
): JudgementBook {
  const questions = program.judgements ?? [];
  const recorded = new Map(
    judgements.flatMap(({ task, input, answer }) => {
      const question = questions.find((one) => one.task === task);
      return question ? [[judgementId(question, input), answer] as const] : [];
    }),
  );
  return {
    find: async (id) => (recorded.has(id) ? recorded.get(id) : book.find(id)),
    keep: (id, judgement) => book.keep(id, judgement),
  };
}
