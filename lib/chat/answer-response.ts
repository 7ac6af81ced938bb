import { createUIMessageStreamResponse, type UIMessageChunk } from 'ai';

const KEEP_ALIVE_MS = 15_000;

/** An answer as it grows, in the wire format that the chat's page reads (AI SDK UI message stream). */
export function answerResponse(stream: ReadableStream<UIMessageChunk>): Response {
  return createUIMessageStreamResponse({ stream, keepAliveMs: KEEP_ALIVE_MS });
}
