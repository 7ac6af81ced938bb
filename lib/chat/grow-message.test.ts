import { expect, test } from 'vitest';
import type { ChatChunk, ChatMessage } from './chat-message.ts';
import { growMessage } from './grow-message.ts';

const pieces = (text: string): ChatChunk[] => [
  { type: 'start', messageId: 'm' },
  { type: 'text-start', id: 't' },
  ...[...text].map((delta): ChatChunk => ({ type: 'text-delta', id: 't', delta })),
];

const textIn = (message: ChatMessage | undefined) =>
  message?.parts.map((part) => (part.type === 'text' ? part.text : part.type)).join('|');

test('a message is saved while it grows, in far fewer steps than it has pieces, and whole at its end', async () => {
  const saved: ChatMessage[] = [];
  const growing = growMessage({ everyMs: 30, save: async (message) => void saved.push(message) });
  for (const chunk of pieces('a long answer '.repeat(50))) growing.add(chunk);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(textIn(saved.at(-1))).toBe('a long answer '.repeat(50));
  growing.add({ type: 'text-delta', id: 't', delta: 'and its end' });
  growing.add({ type: 'text-end', id: 't' });
  growing.add({ type: 'finish' });
  await growing.end();
  expect(textIn(saved.at(-1))).toBe(`${'a long answer '.repeat(50)}and its end`);
  expect(saved.length).toBeLessThan(12);
});

test('saves never overlap, and the newest state is the last that is saved', async () => {
  let under = 0;
  const saved: string[] = [];
  const growing = growMessage({
    everyMs: 1,
    save: async (message) => {
      under += 1;
      expect(under).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 15));
      saved.push(textIn(message) ?? '');
      under -= 1;
    },
  });
  for (const chunk of pieces('abc')) {
    growing.add(chunk);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  await growing.end();
  expect(saved.at(-1)).toBe('abc');
});

test('a save that fails at the end is not hidden', async () => {
  const growing = growMessage({ everyMs: 1, save: () => Promise.reject(new Error('disk full')) });
  for (const chunk of pieces('x')) growing.add(chunk);
  await expect(growing.end()).rejects.toThrow('disk full');
});
