import type { ChatMessage } from '#lib/chat/chat-message.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import type { Studio } from '../studio.ts';
import { readMessages } from './chat-messages.ts';

export interface ChatView {
  /** Without the answer under way: its stream tells it from the beginning. */
  readonly messages: readonly ChatMessage[];
  readonly answering: boolean;
}

/** The chat as a page that opens shows it. An answer that the end of the studio cut off is marked `interrupted`. */
export async function readChat(studio: Studio, prototypeId: string): Promise<ChatView> {
  await requirePrototype(studio, prototypeId);
  const stream = studio.chats.current(prototypeId);
  const messages = await readMessages(studio, prototypeId);
  return {
    answering: stream !== undefined,
    messages: messages.filter((message) => message.id !== stream?.id).map(markInterrupted),
  };
}

function markInterrupted(message: ChatMessage): ChatMessage {
  if (message.metadata?.state !== 'answering') return message;
  const problem = {
    kind: 'cut-off' as const,
    message: 'The studio ended while this was answered.',
    advice: 'Press Continue to go on from here. Calls that had been made are not made again.',
  };
  return { ...message, metadata: { ...message.metadata, state: 'interrupted', problem } };
}
