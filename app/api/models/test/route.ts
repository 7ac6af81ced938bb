import { z } from 'zod';
import { testModel } from '#lib/chat/test-model.ts';
import { chooseModel } from '#lib/studio/models/choose-model.ts';
import { handle } from '../../handle.ts';

const body = z.object({
  /** `provider:model`. */
  model: z.string().min(3).max(300),
});

/** Asks the model for one streamed answer with one tool call: `ModelTest`. */
export const POST = handle({ body }, async ({ studio, body, request }) => {
  const { model } = await chooseModel(studio, body.model);
  return testModel(model, request.signal);
});
