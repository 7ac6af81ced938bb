import { answerResponse } from '#lib/chat/answer-response.ts';
import type { ChatStream } from './chat-streams.ts';

/** An answer under way from its beginning, as the chat's page reads it. Leaving it does not stop the answer. */
export function chatResponse(stream: ChatStream): Response {
  return answerResponse(stream.read());
}
