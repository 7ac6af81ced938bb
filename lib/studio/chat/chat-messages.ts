import type { JsonObject } from '#core/json/json.ts';
import type { ChatMessage } from '#lib/chat/chat-message.ts';
import type { Studio } from '../studio.ts';

/** The kept messages, in order. Only `saveMessage` writes them, so they are what it wrote. */
export async function readMessages(studio: Studio, prototypeId: string): Promise<readonly ChatMessage[]> {
  const stored = await studio.store.messages.list(prototypeId);
  return stored.map(({ message }) => message as unknown as ChatMessage);
}

export async function saveMessage(studio: Studio, prototypeId: string, message: ChatMessage): Promise<void> {
  // A message came over the wire or goes over it: it is JSON.
  await studio.store.messages.save(prototypeId, { id: message.id, message: message as unknown as JsonObject });
}

/** The text that a person or a model wrote in a message. */
export function messageText(message: ChatMessage): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** Turns and calls that a message stands for in the trace. */
export function recordedIn(message: ChatMessage): {
  readonly turns: readonly string[];
  readonly calls: readonly string[];
} {
  const steps = message.parts.flatMap((part) => (part.type === 'data-step' ? [part.data.turn] : []));
  const calls = message.parts.flatMap((part) => (part.type === 'data-call' ? [part.data.call] : []));
  return { turns: message.role === 'user' ? [message.id] : steps, calls };
}
