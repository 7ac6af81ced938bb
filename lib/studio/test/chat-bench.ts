import { fileURLToPath } from 'node:url';
import type { ApprovalRequest, StudioEvent } from '#core/live/studio-event.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import type { ChatMessage } from '#lib/chat/chat-message.ts';
import { type Script, type ScriptTurn, type ScriptView, scriptOf } from '#lib/chat/scripted/script.ts';
import { type ScriptedServer, startScriptedServer } from '#lib/chat/scripted/scripted-server.ts';
import { consentHash } from '#lib/mcp/command-consent.ts';
import { openTestDatabase } from '#lib/storage/test/open-test-database.ts';
import { createLaunchTokens } from '../auth/launch-tokens.ts';
import { type ApprovalAnswer, settleApproval } from '../calls/settle-approval.ts';
import { readChat } from '../chat/read-chat.ts';
import { sendMessage } from '../chat/send-message.ts';
import { openStudio } from '../open-studio.ts';
import { createPrototype } from '../prototypes/create-prototype.ts';
import { registerSampleServers } from '../prototypes/sample-servers.ts';
import { connectServer } from '../servers/connect-server.ts';
import type { Studio } from '../studio.ts';

export type Said = ScriptTurn | ((view: ScriptView) => ScriptTurn);

/** A whole studio with real servers and a scripted model behind the real wire, driven as a page would drive it. */
export interface ChatBench {
  readonly studio: Studio;
  readonly model: ScriptedServer;
  /** Another studio over the same data, as after a crash; the first one is left as it is. */
  reopen(): Promise<Studio>;
  /** A prototype whose model says these things. */
  prototype(turns: readonly Said[], servers: readonly string[]): Promise<Conversation>;
  register(config: ServerConfig): Promise<void>;
  close(): Promise<void>;
}

export interface Conversation {
  readonly id: string;
  readonly events: readonly StudioEvent[];
  say(text: string): Promise<{ readonly message: ChatMessage; readonly calls: readonly TraceCall[] }>;
  /** Starts an answer and does not wait for it. */
  begin(text: string): ReturnType<typeof sendMessage>;
  goOn(): Promise<ChatMessage>;
  last(): Promise<ChatMessage>;
  calls(): Promise<readonly TraceCall[]>;
  /** The next approval that is asked for. */
  approval(): Promise<ApprovalRequest>;
  /** Answers every approval from now on in this way. */
  answerApprovals(answer: ApprovalAnswer): void;
}

const installation = fileURLToPath(new URL('../../..', import.meta.url));

export async function openChatBench(): Promise<ChatBench> {
  const database = await openTestDatabase();
  const scripts: Script[] = [];
  const model = await startScriptedServer(scripts);
  const studios: Studio[] = [];
  const open = async () => {
    const studio = await openStudio({
      home: database.home,
      databaseUrl: database.url,
      port: 4317,
      accessKey: 'access-key-of-a-test-studio',
      launchTokens: createLaunchTokens({ milliseconds: () => performance.now() }),
      installation,
    });
    studios.push(studio);
    return studio;
  };
  const studio = await open();
  await studio.store.settings.set('models', {
    default: null,
    providers: { bench: { protocol: 'compatible', baseUrl: model.url } },
  });
  const register = async (config: ServerConfig) => {
    await studio.store.servers.create(config);
    await connectServer(studio, {
      alias: config.alias,
      consent: consentHash(config.transport) ?? undefined,
      wait: true,
    });
  };
  const samples = await registerSampleServers(studio);
  for (const alias of Object.values(samples)) {
    const config = (await studio.store.servers.find(alias))?.config;
    if (config) await connectServer(studio, { alias, consent: consentHash(config.transport) ?? undefined, wait: true });
  }

  return {
    studio,
    model,
    register,
    reopen: open,
    async prototype(turns, servers) {
      const script = scriptOf(`bench-${scripts.length}`, turns);
      scripts.push(script);
      const { id } = await createPrototype(studio, { servers, model: `bench:${script.model}` });
      return converse(studio, id);
    },
    async close() {
      for (const opened of studios.reverse()) await opened.stop();
      await model.close();
      await database.close();
    },
  };
}

/** Drives the chat of a prototype. */
export function converse(studio: Studio, id: string): Conversation {
  const events: StudioEvent[] = [];
  const waiting: ((approval: ApprovalRequest) => void)[] = [];
  const asked: ApprovalRequest[] = [];
  let automatic: ApprovalAnswer | null = null;
  studio.events.subscribe(id, studio.events.last(id), (event) => {
    events.push(event);
    if (event.type !== 'approval-asked') return;
    if (automatic) {
      void settleApproval(studio, { prototypeId: id, approvalId: event.approval.id, answer: automatic });
      return;
    }
    const take = waiting.shift();
    if (take) take(event.approval);
    else asked.push(event.approval);
  });
  const last = async () => {
    const { messages } = await readChat(studio, id);
    const message = messages.at(-1);
    if (!message) throw new Error('Nothing was said.');
    return message;
  };
  const begin = (text: string) =>
    sendMessage(studio, { prototypeId: id, wish: { kind: 'send', id: studio.ids('message'), text } });
  return {
    id,
    events,
    begin,
    last,
    calls: () => studio.store.traces.calls(id),
    async say(text) {
      await (await begin(text)).ended;
      return { message: await last(), calls: await studio.store.traces.calls(id) };
    },
    async goOn() {
      await (await sendMessage(studio, { prototypeId: id, wish: { kind: 'continue' } })).ended;
      return last();
    },
    approval: () => {
      const first = asked.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
    },
    answerApprovals: (answer) => {
      automatic = answer;
    },
  };
}

/** A server of this folder by the name of its file. */
export function fixtureServer(
  alias: string,
  file: string,
  env: Readonly<Record<string, string | { secret: string }>> = {},
): ServerConfig {
  const script = fileURLToPath(new URL(file, import.meta.url));
  return {
    alias,
    era: 'auto',
    effects: {},
    transport: { kind: 'stdio', command: process.execPath, args: [script], env },
  };
}

export function textOf(message: ChatMessage): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}
