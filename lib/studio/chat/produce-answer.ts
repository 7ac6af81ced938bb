import { answer } from '#lib/chat/answer.ts';
import type { ChatChunk, ChatMessage } from '#lib/chat/chat-message.ts';
import { chatTools, OFFERED_AT_ONCE } from '#lib/chat/chat-tools.ts';
import { growMessage } from '#lib/chat/grow-message.ts';
import { writeInstructions } from '#lib/chat/instructions.ts';
import type { PrototypeRecord } from '#lib/storage/prototypes.ts';
import type { ChosenModel } from '../models/choose-model.ts';
import { connectServers } from '../servers/connect-servers.ts';
import type { Studio } from '../studio.ts';
import { chatHost } from './chat-host.ts';
import { saveMessage } from './chat-messages.ts';
import { parseChatSettings } from './chat-settings.ts';
import { chatToolset } from './chat-toolset.ts';

const MAX_STEPS = 100;
const SAVE_EVERY_MS = 250;

/**
 * One answer from its first word to its last, saved as it grows: the prototype's servers connected, their tools offered,
 * every step a turn of the trace. Resolves when all of it, calls included, is saved.
 */
export async function produceAnswer(
  studio: Studio,
  options: {
    readonly prototype: PrototypeRecord;
    readonly model: ChosenModel;
    readonly messages: readonly ChatMessage[];
    readonly messageId: string;
    readonly send: (chunk: ChatChunk) => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { prototype, model, messages, messageId, signal } = options;
  const prototypeId = prototype.id;
  const growing = growMessage({
    everyMs: SAVE_EVERY_MS,
    save: (message) => saveMessage(studio, prototypeId, message),
  });
  const send = (chunk: ChatChunk) => {
    growing.add(chunk);
    options.send(chunk);
  };

  await connectServers(studio, prototype.servers);
  const toolset = await chatToolset(studio, prototype.servers);
  await studio.store.traces.saveCatalogue(prototypeId, toolset.catalogue);

  const present = new Set(toolset.servers.map((server) => server.alias));
  const absent = prototype.servers.filter((alias) => !present.has(alias)).map((alias) => whyAbsent(studio, alias));

  let turn = '';
  const calls = new Set<Promise<unknown>>();
  const host = chatHost(studio, {
    prototypeId,
    servers: [...present],
    turn: () => turn,
    link: (toolCallId, link) => send({ type: 'data-call', id: toolCallId, data: link }),
    track: (call) => calls.add(call),
  });
  const at = studio.clock.now();
  await answer({
    model: model.model,
    modelName: model.name,
    instructions: writeInstructions({
      servers: toolset.servers,
      now: at,
      timeZone: prototype.timeZone,
      own: parseChatSettings(prototype.chat).instructions,
      searched: toolset.tools.length > OFFERED_AT_ONCE,
    }),
    messages,
    tools: chatTools({
      tools: toolset.tools,
      resources: toolset.servers.some((server) => server.hasResources),
      used: new Set(messages.flatMap(toolNamesIn)),
      host,
    }),
    messageId,
    metadata: {
      at,
      model: model.id,
      ...(model.scripted && { scripted: true }),
      ...(absent.length > 0 && { absent }),
    },
    signal,
    maxSteps: MAX_STEPS,
    send,
    beginTurn: () => {
      turn = studio.ids('turn');
      return turn;
    },
    saidInTurn: async (id, text) => {
      if (text.trim() === '') return;
      const said = { id, role: 'assistant' as const, text, at: studio.clock.now() };
      await studio.store.traces.saveTurn(prototypeId, said);
      studio.events.publish(prototypeId, { type: 'turn', turn: said });
    },
  });
  // A stopped answer leaves its calls behind; their ends are recorded before the answer counts as over.
  await Promise.allSettled(calls);
  await growing.end();
}

function toolNamesIn(message: ChatMessage): readonly string[] {
  return message.parts.flatMap((part) => (part.type === 'dynamic-tool' ? [part.toolName] : []));
}

function whyAbsent(studio: Studio, server: string): { readonly server: string; readonly reason: string } {
  const status = studio.connections.status(server);
  if (!status) return { server, reason: 'It is not started. Allow its command on the Servers page.' };
  return { server, reason: [status.detail ?? `It is ${status.state}.`, status.advice].filter(Boolean).join(' ') };
}
