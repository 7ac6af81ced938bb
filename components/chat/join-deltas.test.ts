import type { UIMessageChunk } from 'ai';
import { describe, expect, it } from 'vitest';
import { joinDeltas } from './join-deltas.ts';

async function joined(chunks: readonly UIMessageChunk[]): Promise<UIMessageChunk[]> {
  const source = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const out: UIMessageChunk[] = [];
  for await (const chunk of source.pipeThrough(joinDeltas(5))) out.push(chunk);
  return out;
}

const word = (delta: string, id = 'a'): UIMessageChunk => ({ type: 'text-delta', id, delta });

describe('pieces of an answer that come at once', () => {
  it('are joined to one, in their order', async () => {
    expect(await joined([word('one '), word('two '), word('three')])).toEqual([word('one two three')]);
  });

  it('stay apart where they belong to different texts or something else came between', async () => {
    const chunks = [word('one'), word('two', 'b'), { type: 'text-end', id: 'b' } as const, word('three', 'c')];
    expect(await joined(chunks)).toEqual(chunks);
  });

  it('of arguments are joined by their call', async () => {
    const piece = (toolCallId: string, inputTextDelta: string): UIMessageChunk => ({
      type: 'tool-input-delta',
      toolCallId,
      inputTextDelta,
    });
    expect(await joined([piece('1', '{"a"'), piece('1', ':1}'), piece('2', '{}')])).toEqual([
      piece('1', '{"a":1}'),
      piece('2', '{}'),
    ]);
  });

  it('are not held back for longer than that', async () => {
    const transform = joinDeltas(5);
    const writer = transform.writable.getWriter();
    const reader = transform.readable.getReader();
    void writer.write(word('one'));
    expect((await reader.read()).value).toEqual(word('one'));
    await writer.close();
  });
});
