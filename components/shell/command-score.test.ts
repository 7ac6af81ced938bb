import { describe, expect, it } from 'vitest';
import { commandScore } from './command-score.ts';

const best = (search: string, labels: readonly string[]) =>
  labels.toSorted((a, b) => commandScore(search, b) - commandScore(search, a))[0];

describe('what the palette finds', () => {
  it('is what holds every word, in any order', () => {
    expect(commandScore('tool call', 'Call a tool by hand')).toBeGreaterThan(0);
    expect(commandScore('tool export', 'Call a tool by hand')).toBe(0);
  });

  it('is nothing whose letters are only strewn over the label', () => {
    expect(commandScore('evidence', 'Servers, permissions and gateway of this prototype')).toBe(0);
  });

  it('begins with the label before a word of it, that before the middle of a word, and keywords last', () => {
    expect(best('set', ['Reset', 'Theme set', 'Settings'])).toBe('Settings');
    expect(commandScore('set', 'Theme set')).toBeGreaterThan(commandScore('set', 'Reset'));
    expect(commandScore('set', 'Go there', ['settings'])).toBeGreaterThan(0);
    expect(commandScore('set', 'Go there', ['settings'])).toBeLessThan(commandScore('set', 'Theme set'));
  });

  it('takes what is typed as text', () => {
    expect(commandScore('a.b', 'axb')).toBe(0);
    expect(commandScore('(', 'Open (now)')).toBeGreaterThan(0);
  });
});
