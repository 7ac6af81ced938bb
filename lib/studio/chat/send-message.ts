import type { ChatMessage } from '#lib/chat/chat-message.ts';
import { completeMessages } from '#lib/chat/complete-messages.ts';
import { chooseModel } from '../models/choose-model.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import { consentToSampleServers } from '../prototypes/sample-servers.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { readMessages, recordedIn, saveMessage } from './chat-messages.ts';
import type { ChatStream } from './chat-streams.ts';
import { produceAnswer } from './produce-answer.ts';

/**
 * What the user wants of the chat.
 * - `send`: a new message at the end.
 * - `edit`: this message says something else now; it and all after it are discarded, with their calls.
 * - `retry`: the answer to the last message is discarded, with its calls, and asked for again.
 * - `continue`: the last answer goes on where it ended; nothing is discarded.
 */
export type ChatWish =
  | { readonly kind: 'send' | 'edit'; readonly id: string; readonly text: string }
  | { readonly kind: 'retry' | 'continue' };

/**
 * Does what the user wants of the chat and starts the answer, which goes on whether anybody reads it or not. Throws a
 * `StudioError` where there is no prototype, an answer is under way, or no model can be asked; then nothing is changed.
 */
export async function sendMessage(
  studio: Studio,
  order: { readonly prototypeId: string; readonly wish: ChatWish },
): Promise<ChatStream> {
  const { prototypeId, wish } = order;
  const prototype = await requirePrototype(studio, prototypeId);
  if (studio.chats.current(prototypeId)) {
    throw new StudioError('conflict', 'An answer is still under way in this prototype.', {
      advice: 'Wait for it or stop it first.',
    });
  }
  const model = await chooseModel(studio, prototype.model);
  // The sample's servers are ours; playing it is the consent to start them.
  if (prototype.sample) await consentToSampleServers(studio, prototype.servers);
  const before = await readMessages(studio, prototypeId);
  const kept = await changeMessages(studio, { prototypeId, wish, before });
  if (kept.length === 0) throw new StudioError('invalid', 'There is nothing to answer yet.');
  const recorded = new Map((await studio.store.traces.calls(prototypeId)).map((call) => [call.id, call]));
  const messages = completeMessages(kept, recorded);
  await Promise.all(
    messages.flatMap((message, index) => (message === kept[index] ? [] : [saveMessage(studio, prototypeId, message)])),
  );
  const messageId = studio.ids('message');
  return studio.chats.start(prototypeId, messageId, (send, signal) =>
    produceAnswer(studio, { prototype, model, messages, messageId, send, signal }),
  );
}

async function changeMessages(
  studio: Studio,
  change: { readonly prototypeId: string; readonly wish: ChatWish; readonly before: readonly ChatMessage[] },
): Promise<readonly ChatMessage[]> {
  const { prototypeId, wish, before } = change;
  switch (wish.kind) {
    case 'continue':
      return before;
    case 'retry': {
      const asked = before.findLastIndex((message) => message.role === 'user');
      return discardFrom(studio, prototypeId, before, asked + 1);
    }
    case 'send':
      return [...before, await addUserMessage(studio, prototypeId, wish)];
    case 'edit': {
      const edited = before.findIndex((message) => message.id === wish.id && message.role === 'user');
      if (edited < 0) throw new StudioError('not-found', 'The message to edit is not there any more.');
      const kept = await discardFrom(studio, prototypeId, before, edited);
      return [...kept, await addUserMessage(studio, prototypeId, wish)];
    }
  }
}

async function addUserMessage(
  studio: Studio,
  prototypeId: string,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<ChatMessage> {
  const at = studio.clock.now();
  const message: ChatMessage = { id, role: 'user', metadata: { at }, parts: [{ type: 'text', text }] };
  await saveMessage(studio, prototypeId, message);
  const turn = { id, role: 'user' as const, text, at };
  await studio.store.traces.saveTurn(prototypeId, turn);
  studio.events.publish(prototypeId, { type: 'turn', turn });
  return message;
}

/** Takes the messages from `index` on out of the chat, and their turns and calls out of the trace. */
async function discardFrom(
  studio: Studio,
  prototypeId: string,
  messages: readonly ChatMessage[],
  index: number,
): Promise<readonly ChatMessage[]> {
  const gone = messages.slice(index);
  const first = gone[0];
  if (!first) return messages;
  const recorded = gone.map(recordedIn);
  await studio.store.traces.remove(
    prototypeId,
    recorded.flatMap(({ calls }) => calls),
  );
  for (const turn of recorded.flatMap(({ turns }) => turns)) await studio.store.traces.removeTurn(prototypeId, turn);
  await studio.store.messages.removeFrom(prototypeId, first.id);
  studio.events.publish(prototypeId, { type: 'prototype-changed' });
  return messages.slice(0, index);
}
