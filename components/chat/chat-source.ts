import { DefaultChatTransport, type UIMessageChunk } from 'ai';
import type { ChatProblem } from '#core/live/chat-message.ts';
import type { ChatMessage } from './chat-message.ts';

/** What the user asks of the chat; the route's body. */
export type ChatWish =
  | { readonly kind: 'send' | 'edit'; readonly id: string; readonly text: string }
  | { readonly kind: 'retry' | 'continue' };

/** The chat's routes, as the pane uses them. Everything rejects with a {@link ChatSourceError} in words for the user. */
export interface ChatSource {
  load(): Promise<{ readonly messages: readonly ChatMessage[]; readonly answering: boolean }>;
  send(wish: ChatWish): Promise<ReadableStream<UIMessageChunk>>;
  /** The answer under way, from its beginning; null where there is none. */
  resume(): Promise<ReadableStream<UIMessageChunk> | null>;
  stop(): Promise<void>;
}

export class ChatSourceError extends Error {
  override readonly name = 'ChatSourceError';
  readonly advice: string;
  readonly kind: ChatProblem['kind'];

  constructor(problem: ChatProblem) {
    super(problem.message);
    this.advice = problem.advice;
    this.kind = problem.kind;
  }
}

export function chatSource(prototypeId: string): ChatSource {
  const base = `/api/prototypes/${encodeURIComponent(prototypeId)}`;
  const transport = new DefaultChatTransport<ChatMessage>({
    api: `${base}/chat`,
    // The SDK asks with its own body; ours says what is wanted and nothing else.
    prepareSendMessagesRequest: ({ body }) => ({ body: body?.wish ?? {} }),
    prepareReconnectToStreamRequest: () => ({ api: `${base}/chat` }),
    fetch: async (input, init) => checked(await reach(input, init)),
  });
  return {
    load: async () => (await checked(await reach(`${base}/messages`))).json(),
    send: (wish) =>
      transport.sendMessages({
        trigger: 'submit-message',
        chatId: prototypeId,
        messageId: undefined,
        messages: [],
        abortSignal: undefined,
        body: { wish },
      }),
    resume: () => transport.reconnectToStream({ chatId: prototypeId }),
    stop: async () => {
      await checked(await reach(`${base}/chat`, { method: 'DELETE' }));
    },
  };
}

async function reach(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch {
    throw new ChatSourceError({
      kind: 'unreachable',
      message: 'The studio does not answer.',
      advice: 'See whether it still runs in its terminal, then try again.',
    });
  }
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  const said: unknown = await response.json().catch(() => null);
  const error = typeof said === 'object' && said !== null && 'error' in said ? said.error : null;
  const { message, advice } = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  throw new ChatSourceError({
    kind: response.status === 503 ? 'no-model' : 'studio',
    message: typeof message === 'string' ? message : `The studio answered ${response.status}.`,
    advice: typeof advice === 'string' ? advice : 'Reload the page and try again.',
  });
}
