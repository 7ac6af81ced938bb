import { describe, expect, it } from 'vitest';
import { findRepeats } from './find-repeats.ts';

const repeats = (text: string) =>
  findRepeats([...text].map((letter) => (letter === '-' ? null : letter))).map(
    ({ start, period, length }) => `${start}:${period}:${length}`,
  );

describe('what comes again and again', () => {
  it.each([
    ['abab', ['0:2:4']],
    ['xababay', ['1:2:5']],
    ['abcabcab', ['0:3:8']],
    ['ababxcdcd', ['0:2:4', '5:2:4']],
  ])('is found in %s', (text, found) => expect(repeats(text)).toEqual(found));

  it.each(['', 'a', 'ab', 'aba', 'abcab', 'a-a-', 'abcdeabcde'])('is not found in %s', (text) =>
    expect(repeats(text)).toEqual([]),
  );
});
