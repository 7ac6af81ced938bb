import { z } from 'zod';
import type { JsonObject } from '#core/json/json.ts';
import { answerQuestion } from '#lib/studio/calls/answer-question.ts';
import { handle } from '../../handle.ts';

const params = z.object({ question: z.string().max(100) });
const body = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('accept'),
    content: z
      .custom<JsonObject>((value) => z.record(z.string(), z.json()).safeParse(value).success, {
        error: 'The answer must be a JSON object.',
      })
      .optional(),
  }),
  z.object({ action: z.enum(['decline', 'cancel']) }),
]);

/** The person's answer to what a server asked in the middle of a call. */
export const POST = handle({ params, body }, async ({ studio, params: { question }, body: answer }) => {
  answerQuestion(studio, question, answer);
});
