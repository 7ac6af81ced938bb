import { describe, expect, it } from 'vitest';
import { looksLikeMarkdown } from './looks-like-markdown.ts';

describe('a text of a result', () => {
  it.each([
    '# Payments\n\nTakes money.',
    'Done:\n- **PERF-15** for [135](https://code.example/135)',
    '1. one\n2. two\n\n```\ncode\n```',
  ])('is laid out where it is Markdown: %j', (text) => expect(looksLikeMarkdown(text)).toBe(true));

  it.each([
    'Comment 9981 added',
    'a - b - c',
    'cost: 3 * 4 * 5',
    '#15 was closed',
    '2026-11-20 09:00:01 INFO started\n2026-11-20 09:00:02 INFO ready',
  ])('stands as it came where it is not: %j', (text) => expect(looksLikeMarkdown(text)).toBe(false));
});
