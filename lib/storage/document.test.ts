import { expect, test } from 'vitest';
import { readDocument, writeDocument } from './document.ts';

test('a document comes back as it was, with its order and every character', () => {
  const document = { b: 1, a: '\u0000 “ünï” 🎈', list: [null, true, 1e21] };
  expect(readDocument(writeDocument(document))).toEqual(document);
  expect(Object.keys(readDocument<object>(writeDocument(document)))).toEqual(['b', 'a', 'list']);
});

test('a long one is packed, and comes back the same', () => {
  const document = { text: 'one line of a dump\n'.repeat(200_000), end: '🎈' };
  const written = writeDocument(document);
  expect(written.length).toBeLessThan(1_000_000);
  expect(readDocument(written)).toEqual(document);
});
