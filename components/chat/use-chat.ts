'use client';

import { readUIMessageStream, type UIMessageChunk } from 'ai';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChatMessage } from './chat-message.ts';
import { type ChatSource, ChatSourceError, type ChatWish } from './chat-source.ts';
import { joinDeltas } from './join-deltas.ts';

/** Three frames: quick enough to look like writing. */
const JOIN_MS = 48;

export type ChatPhase = 'loading' | 'ready' | 'sending' | 'answering' | 'stopping';

export interface ChatFailure {
  readonly message: string;
  readonly advice: string;
  readonly noModel: boolean;
  /** What was to be done when it failed; the prompt keeps its text. */
  readonly wish?: ChatWish;
}

export interface Chat {
  readonly messages: readonly ChatMessage[];
  readonly phase: ChatPhase;
  readonly failure: ChatFailure | null;
  /** True when it was taken; false when it failed, with the reason in `failure`. */
  readonly ask: (wish: ChatWish) => Promise<boolean>;
  readonly stop: () => Promise<void>;
  /** Looks whether messages came or an answer began elsewhere; does nothing while an answer is read here. */
  readonly sync: () => Promise<void>;
}

/**
 * The chat of one prototype. The studio owns the answer: this only reads along, from the beginning after a reload, and
 * leaving the page stops nothing. `source` must stay the same.
 */
export function useChat(source: ChatSource): Chat {
  const [messages, setMessages] = useState<readonly ChatMessage[]>([]);
  const [phase, setPhase] = useState<ChatPhase>('loading');
  const [failure, setFailure] = useState<ChatFailure | null>(null);
  const reading = useRef(false);
  /** A look at the studio that is under way; a second one meanwhile is the same one. */
  const syncing = useRef<Promise<void> | null>(null);

  const read = useCallback(async (stream: ReadableStream<UIMessageChunk>) => {
    if (reading.current) return;
    reading.current = true;
    setPhase('answering');
    let newest: ChatMessage | undefined;
    let frame = 0;
    const show = () => {
      frame = 0;
      const shown = newest;
      if (shown) setMessages((before) => upsert(before, shown));
    };
    try {
      // Many pieces a second come in; one drawing a frame shows them all.
      const joined = stream.pipeThrough(joinDeltas(JOIN_MS));
      for await (const message of readUIMessageStream<ChatMessage>({ stream: joined, onError: () => {} })) {
        newest = message;
        frame ||= requestAnimationFrame(show);
      }
    } finally {
      cancelAnimationFrame(frame);
      show();
      reading.current = false;
    }
  }, []);

  const look = useCallback(async () => {
    try {
      // Again after an answer: its connection may have been lost in the middle, and what was kept is what counts.
      for (let stream: ReadableStream<UIMessageChunk> | null | undefined; stream !== null; ) {
        const { messages: kept, answering } = await source.load();
        if (reading.current) return;
        setMessages(kept);
        stream = answering ? await source.resume() : null;
        if (stream) await read(stream);
      }
    } catch (error) {
      setFailure(failureOf(error));
    }
    setPhase('ready');
  }, [source, read]);

  const sync = useCallback(async () => {
    if (reading.current) return;
    syncing.current ??= look().finally(() => {
      syncing.current = null;
    });
    await syncing.current;
  }, [look]);

  useEffect(() => {
    // The studio is the outside system: what it holds when the page opens.
    void sync();
  }, [sync]);

  const ask = useCallback(
    async (wish: ChatWish) => {
      setFailure(null);
      setPhase('sending');
      try {
        const stream = await source.send(wish);
        setMessages((before) => applyWish(before, wish));
        void read(stream)
          .catch(() => {})
          // What was kept is what counts; a connection that was lost in between shows here too.
          .then(sync);
        return true;
      } catch (error) {
        setFailure({ ...failureOf(error), wish });
        setPhase('ready');
        return false;
      }
    },
    [source, read, sync],
  );

  const stop = useCallback(async () => {
    setPhase('stopping');
    await source.stop().catch((error) => setFailure(failureOf(error)));
  }, [source]);

  return { messages, phase, failure, ask, stop, sync };
}

function upsert(messages: readonly ChatMessage[], message: ChatMessage): readonly ChatMessage[] {
  const at = messages.findIndex((known) => known.id === message.id);
  return at < 0 ? [...messages, message] : messages.with(at, message);
}

/** The messages as the studio has them once it took the wish. */
function applyWish(messages: readonly ChatMessage[], wish: ChatWish): readonly ChatMessage[] {
  switch (wish.kind) {
    case 'continue':
      return messages;
    case 'retry':
      return messages.slice(0, messages.findLastIndex((message) => message.role === 'user') + 1);
    case 'edit':
    case 'send': {
      const at = messages.findIndex((message) => message.id === wish.id);
      const said: ChatMessage = {
        id: wish.id,
        role: 'user',
        metadata: { at: new Date().toISOString() },
        parts: [{ type: 'text', text: wish.text }],
      };
      return [...(at < 0 ? messages : messages.slice(0, at)), said];
    }
  }
}

function failureOf(error: unknown): ChatFailure {
  if (error instanceof ChatSourceError) {
    return { message: error.message, advice: error.advice, noModel: error.kind === 'no-model' };
  }
  return {
    message: error instanceof Error ? error.message : String(error),
    advice: 'Reload the page and try again.',
    noModel: false,
  };
}
