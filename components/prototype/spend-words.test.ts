import { describe, expect, it } from 'vitest';
import { spendWords } from './spend-words.ts';

const steps = (counts: Partial<{ priced: number; unpriced: number; scripted: number }>) => ({
  priced: 0,
  unpriced: 0,
  scripted: 0,
  ...counts,
});

describe('what a chat has cost', () => {
  it('is told in money and tokens where every price is known', () => {
    expect(spendWords({ tokens: 3400, dollars: 0.021, steps: steps({ priced: 3 }) })?.text).toBe('$0.02 · 3.4k tokens');
  });

  it('is called scripted where a script played, and never a price', () => {
    expect(spendWords({ tokens: 21_000, dollars: 0, steps: steps({ scripted: 5 }) })?.text).toBe(
      'scripted · 21k tokens',
    );
  });

  it('is unknown and not nothing where no price is known', () => {
    const text = spendWords({ tokens: 900, dollars: 0, steps: steps({ unpriced: 2 }) })?.text;
    expect(text).toBe('900 tokens, price unknown');
    expect(text).not.toContain('$');
  });

  it('is at least what is known where some prices are', () => {
    expect(spendWords({ tokens: 900, dollars: 0.5, steps: steps({ priced: 1, unpriced: 1 }) })?.text).toBe(
      '$0.50 or more · 900 tokens',
    );
  });

  it('is nothing to speak of before anything was said', () => {
    expect(spendWords({ tokens: 0, dollars: 0, steps: steps({}) })).toBeNull();
  });
});
