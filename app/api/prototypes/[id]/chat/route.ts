import { z } from 'zod';
import { chatResponse } from '#lib/studio/chat/chat-response.ts';
import { readChat } from '#lib/studio/chat/read-chat.ts';
import { sendMessage } from '#lib/studio/chat/send-message.ts';
import { stopChat } from '#lib/studio/chat/stop-chat.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

const said = { id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/), text: z.string().trim().min(1).max(200_000) };
const body = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('send'), ...said }),
  z.object({ kind: z.literal('edit'), ...said }),
  z.object({ kind: z.literal('retry') }),
  z.object({ kind: z.literal('continue') }),
]);

/** Does the `ChatWish` and streams the answer (AI SDK UI message stream). Leaving the stream does not stop the answer. */
export const POST = handle({ params, body }, async ({ studio, params, body }) => {
  const stream = await sendMessage(studio, { prototypeId: params.id, wish: body });
  return chatResponse(stream);
});

/** The answer under way, from its beginning; 204 where there is none. */
export const GET = handle({ params }, async ({ studio, params }) => {
  await readChat(studio, params.id);
  const stream = studio.chats.current(params.id);
  if (!stream) return undefined;
  return chatResponse(stream);
});

/** Stops the answer under way; done when all of it is saved. */
export const DELETE = handle({ params }, async ({ studio, params }) => {
  return { stopped: await stopChat(studio, params.id) };
});
