import type { UIMessage, UIMessageChunk } from 'ai';
import type { ChatCallLink, ChatMetadata, ChatStep } from '#core/live/chat-message.ts';

export type ChatData = {
  readonly step: ChatStep;
  readonly call: ChatCallLink;
};

/** A message of the chat as it is kept, streamed and drawn. */
export type ChatMessage = UIMessage<ChatMetadata, ChatData>;

/** One piece of a message on its way to the pages. */
export type ChatChunk = UIMessageChunk<ChatMetadata, ChatData>;
