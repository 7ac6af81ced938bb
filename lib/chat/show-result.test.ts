import { describe, expect, test } from 'vitest';
import { showMore, showResult } from './show-result.ts';

const long = { content: [{ type: 'text' as const, text: 'abcdefghij'.repeat(10) }] };

describe('what a model is shown of a result', () => {
  test('a short one is shown whole, without a count', () => {
    expect(showResult({ content: [{ type: 'text', text: 'ok' }] }, 'call-1')).toEqual({ text: 'ok' });
  });

  test('a long one is cut and says how to read on', () => {
    const shown = showResult(long, 'call-1', 25);
    expect(shown).toMatchObject({ shownCharacters: 25, totalCharacters: 100 });
    expect(shown.text).toMatch(/^abcdefghijabcdefghijabcde\n/);
    expect(shown.text).toContain('read_more {"call": "call-1", "from": 25}');
  });

  test('reading on gives the next part and ends with the result', () => {
    expect(showMore(long, { from: 25, length: 10 }).text).toMatch(/^fghijabcde\n\n\[Characters 25 to 35 of 100/);
    expect(showMore(long, { from: 95 }).text).toBe('fghij');
    expect(showMore(long, { from: 100 }).text).toContain('only 100 characters');
  });

  test('no character is split in two', () => {
    const shown = showResult({ content: [{ type: 'text', text: 'ab😀cd' }] }, 'call-1', 3);
    expect(shown.text.startsWith('ab\n')).toBe(true);
  });

  test('data without text is shown as JSON; pictures are one line', () => {
    expect(showResult({ content: [], structuredContent: { a: 1 } }, 'c').text).toBe('{"a":1}');
    const picture = { content: [{ type: 'image' as const, data: 'A'.repeat(4096), mimeType: 'image/png' }] };
    expect(showResult(picture, 'c').text).toBe('[image image/png, 3 KB; the user sees it, you do not]');
  });
});
