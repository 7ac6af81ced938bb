import type { UIMessageChunk } from 'ai';
import { StudioError } from '../studio-error.ts';

/** One answer of a model as it grows: everything it has said so far, and the way to hear the rest. */
export interface ChatStream {
  readonly id: string;
  /** All of it from the beginning, then as it comes; ends with the answer. Leaving early does not stop the answer. */
  read(): ReadableStream<UIMessageChunk>;
  /** Ends the answer. */
  stop(reason: string): void;
  /** Resolves when the answer is over and saved; never rejects. */
  readonly ended: Promise<void>;
}

/**
 * The answers under way in this process, at most one per prototype. They belong to the studio and not to the request
 * that began them: a page may close, reload and read on.
 */
export interface ChatStreams {
  current(prototypeId: string): ChatStream | undefined;
  /**
   * Throws a `StudioError` (conflict) where one is under way in this prototype. `produce` sends chunks and resolves when
   * all is said and saved.
   */
  start(
    prototypeId: string,
    id: string,
    produce: (send: (chunk: UIMessageChunk) => void, signal: AbortSignal) => Promise<void>,
  ): ChatStream;
  stopAll(reason: string): Promise<void>;
}

export function createChatStreams(): ChatStreams {
  const streams = new Map<string, ChatStream>();
  return {
    current: (prototypeId) => streams.get(prototypeId),
    start(prototypeId, id, produce) {
      if (streams.has(prototypeId)) {
        throw new StudioError('conflict', 'An answer is still under way in this prototype.', {
          advice: 'Wait for it or stop it first.',
        });
      }
      const stream = startStream(id, produce, () => {
        if (streams.get(prototypeId) === stream) streams.delete(prototypeId);
      });
      streams.set(prototypeId, stream);
      return stream;
    },
    async stopAll(reason) {
      const open = [...streams.values()];
      for (const stream of open) stream.stop(reason);
      await Promise.all(open.map((stream) => stream.ended));
    },
  };
}

type Produce = (send: (chunk: UIMessageChunk) => void, signal: AbortSignal) => Promise<void>;

function startStream(id: string, produce: Produce, onEnd: () => void): ChatStream {
  const chunks: UIMessageChunk[] = [];
  const readers = new Set<ReadableStreamDefaultController<UIMessageChunk>>();
  const controller = new AbortController();
  let over = false;

  const send = (chunk: UIMessageChunk) => {
    chunks.push(chunk);
    for (const reader of readers) reader.enqueue(chunk);
  };
  const end = () => {
    over = true;
    onEnd();
    for (const reader of readers) reader.close();
    readers.clear();
  };
  // A microtask later, so that the caller holds the stream before the first chunk comes.
  const ended = Promise.resolve()
    .then(() => produce(send, controller.signal))
    .catch((error) => send({ type: 'error', errorText: error instanceof Error ? error.message : String(error) }))
    .then(end);

  return {
    id,
    ended,
    stop: (reason) => controller.abort(new Error(reason)),
    read() {
      let mine: ReadableStreamDefaultController<UIMessageChunk> | undefined;
      return new ReadableStream<UIMessageChunk>({
        start(reader) {
          for (const chunk of chunks) reader.enqueue(chunk);
          if (over) return reader.close();
          mine = reader;
          readers.add(reader);
        },
        cancel() {
          if (mine) readers.delete(mine);
        },
      });
    },
  };
}
