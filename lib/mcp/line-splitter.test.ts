import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';
import { nestsDeeperThan } from './nesting-depth.ts';

test('lines come out whole however the bytes were cut, characters of several bytes included', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''));
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.integer({ min: 1, max: 7 })), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const split = createLineSplitter(1_000_000);
      const out: string[] = [];
      for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
        const size = cuts[cut % cuts.length] ?? 3;
        for (const part of split(bytes.subarray(at, at + size))) if (part.kind === 'line') out.push(part.text);
        at += size;
      }
      expect(out).toEqual(lines);
    }),
  );
});

test('a line that is too large is dropped, its edges and its size are told, and the next line is whole', () => {
  const split = createLineSplitter(10);
  const lines = [...split(Buffer.from('{"id":1,"x')), ...split(Buffer.from(`${'y'.repeat(50)}"}\r\nshort\r\n`))];
  expect(lines).toEqual([
    { kind: 'too-large', bytes: 63, head: expect.stringMatching(/^\{"id":1/), tail: expect.stringMatching(/y"\}\r?$/) },
    { kind: 'line', text: 'short' },
  ]);
});

test('depth is counted outside of strings only', () => {
  expect(nestsDeeperThan('['.repeat(50) + ']'.repeat(50), 49)).toBe(true);
  expect(nestsDeeperThan('['.repeat(50) + ']'.repeat(50), 50)).toBe(false);
  expect(nestsDeeperThan(JSON.stringify({ text: `\\"${'['.repeat(500)}` }), 100)).toBe(false);
  expect(nestsDeeperThan(JSON.stringify(Array(500).fill([{}])), 100)).toBe(false);
});
