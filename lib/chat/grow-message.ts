import { readUIMessageStream } from 'ai';
import type { ChatChunk, ChatMessage } from './chat-message.ts';

/** Keeps a message as it grows. */
export interface GrowingMessage {
  add(chunk: ChatChunk): void;
  /** Resolves when the whole message is saved. Rejects where the last save did. */
  end(): Promise<void>;
}

/**
 * Builds a message from its chunks and hands it to `save` again and again: at once when something other than text
 * changed, else at most every `everyMs`. Saves never overlap; what is waiting is always the newest state.
 */
export function growMessage(options: {
  readonly save: (message: ChatMessage) => Promise<void>;
  readonly everyMs: number;
}): GrowingMessage {
  let feed: ReadableStreamDefaultController<ChatChunk> | undefined;
  const stream = new ReadableStream<ChatChunk>({
    start: (controller) => {
      feed = controller;
    },
  });
  let newest: ChatMessage | undefined;
  let saving: Promise<void> | undefined;
  let failure: unknown;

  const save = () => {
    saving ??= (async () => {
      while (newest) {
        const message = newest;
        newest = undefined;
        failure = undefined;
        await options.save(message).catch((error) => {
          failure = error;
        });
      }
      saving = undefined;
    })();
  };
  const read = (async () => {
    for await (const message of readUIMessageStream<ChatMessage>({ stream })) {
      newest = message;
      save();
    }
  })();

  // Text comes in many small pieces; joined ones make the same message with far fewer steps.
  let joined: Extract<ChatChunk, { type: 'text-delta' | 'reasoning-delta' }> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (joined) feed?.enqueue(joined);
    joined = undefined;
  };

  return {
    add(chunk) {
      // The input arrives whole soon after; its pieces are only for pages that watch.
      if (chunk.type === 'tool-input-delta') return;
      if (chunk.type === 'text-delta' || chunk.type === 'reasoning-delta') {
        if (joined && joined.type === chunk.type && joined.id === chunk.id) {
          joined = { ...joined, delta: joined.delta + chunk.delta };
        } else {
          flush();
          joined = chunk;
        }
        timer ??= setTimeout(flush, options.everyMs);
        return;
      }
      flush();
      feed?.enqueue(chunk);
    },
    async end() {
      flush();
      feed?.close();
      await read;
      while (saving) await saving;
      if (failure !== undefined) throw failure;
    },
  };
}
