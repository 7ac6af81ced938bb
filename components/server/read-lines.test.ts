import { expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

async function linesOf(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const line of readLines(stream)) lines.push(line);
  return lines;
}

it('reads lines however they are cut', async () => {
  expect(await linesOf('{"a":1}\n{"b"', ':2}\n', '\n{"c":3}')).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
});

it('keeps characters whole that arrive in two parts', async () => {
  const bytes = new TextEncoder().encode('grün\n');
  expect(await linesOf(bytes.slice(0, 3), bytes.slice(3))).toEqual(['grün']);
});
