import { describe, expect, test } from 'vitest';
import { occurrencesOf } from '../text/occurrences-of.ts';
import { keyOfPiece, keysOfText } from './text-keys.ts';

const mayStand = (piece: string, text: string): boolean => {
  const key = keyOfPiece(piece);
  return key === null || keysOfText(text).has(key);
};

describe('a piece that stands in a text is found by its key', () => {
  test.each([
    ['a word', 'cache', 'The cache is full.'],
    ['a name of many words', 'Ada Lovelace King Noel', 'Sent to Ada Lovelace King Noel today.'],
    ['a number behind letters', '123', 'See PR123.'],
    ['a day in front of a time', '2026-01-02', 'Since 2026-01-02T10:00.'],
    ['an id with signs', 'it-4f/9', 'Closed it-4f/9, thanks'],
    ['a long id in the middle of a word', '8f3a-11c2-77be-90aa1', 'x8f3a-11c2-77be-90aa1y'],
    ['letters of other scripts', 'Žižka', 'Für Žižka.'],
    ['nothing but signs', '→', 'a → b'],
  ])('%s', (_, piece, text) => {
    expect(occurrencesOf(piece, text)).toHaveLength(1);
    expect(mayStand(piece, text)).toBe(true);
  });

  test('what has other words is not looked at', () => {
    expect(mayStand('cache', 'The queue is full.')).toBe(false);
    expect(mayStand('full cache', 'The cache is full.')).toBe(false);
  });
});
