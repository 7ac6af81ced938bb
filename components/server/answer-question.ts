import { requestJson } from '#components/prototype/request-json.ts';
import type { QuestionAnswer } from '#core/server/server-question.ts';

/** Gives a server the user's answer. Throws `RequestError` where the question is over. */
export async function answerQuestion(id: string, answer: QuestionAnswer): Promise<void> {
  await requestJson(`/api/questions/${encodeURIComponent(id)}`, { method: 'POST', body: answer });
}
