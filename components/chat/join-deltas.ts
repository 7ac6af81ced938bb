import type { UIMessageChunk } from 'ai';

type Delta = Extract<UIMessageChunk, { type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta' }>;

/**
 * Joins pieces of one text that come within `everyMs`. The message is copied for every piece that is read, and a long
 * answer comes in thousands; joined, they make the same message in a few steps a second. Order is kept.
 */
export function joinDeltas(everyMs: number): TransformStream<UIMessageChunk, UIMessageChunk> {
  let waiting: Delta | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (controller: TransformStreamDefaultController<UIMessageChunk>) => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting) controller.enqueue(waiting);
    waiting = null;
  };
  return new TransformStream({
    transform(chunk, controller) {
      const joined = waiting && join(waiting, chunk);
      if (!joined) flush(controller);
      const next = joined ?? chunk;
      if (!isDelta(next)) {
        controller.enqueue(next);
        return;
      }
      waiting = next;
      timer ??= setTimeout(() => flush(controller), everyMs);
    },
    flush,
  });
}

function isDelta(chunk: UIMessageChunk): chunk is Delta {
  return chunk.type === 'text-delta' || chunk.type === 'reasoning-delta' || chunk.type === 'tool-input-delta';
}

function join(before: Delta, chunk: UIMessageChunk): Delta | null {
  if (before.type === 'tool-input-delta') {
    if (chunk.type !== 'tool-input-delta' || chunk.toolCallId !== before.toolCallId) return null;
    return { ...chunk, inputTextDelta: before.inputTextDelta + chunk.inputTextDelta };
  }
  if (chunk.type !== before.type || chunk.id !== before.id) return null;
  return { ...chunk, delta: before.delta + chunk.delta };
}
