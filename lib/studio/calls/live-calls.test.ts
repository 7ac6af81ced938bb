import { describe, expect, test } from 'vitest';
import { createLiveCalls } from './live-calls.ts';

describe('calls under way', () => {
  test('are begun in the order in which they were asked for, whatever each takes', async () => {
    const calls = createLiveCalls();
    const begun: number[] = [];
    const begin = (at: number, ms: number) =>
      calls.inOrder('p', async () => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        begun.push(at);
      });
    await Promise.all([begin(1, 20), begin(2, 1), begin(3, 5)]);
    expect(begun).toEqual([1, 2, 3]);
  });

  test('one that fails to begin does not hold up the next', async () => {
    const calls = createLiveCalls();
    const failing = calls.inOrder('p', () => Promise.reject(new Error('no')));
    const next = calls.inOrder('p', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  test('end when they are cancelled by name, or with what is around them', () => {
    const calls = createLiveCalls();
    const outer = new AbortController();
    const first = calls.open('a', outer.signal);
    const second = calls.open('b');
    outer.abort();
    expect(first.signal.aborted).toBe(true);
    expect(second.signal.aborted).toBe(false);
    expect(calls.cancel('b', 'enough')).toBe(true);
    expect(second.signal.reason).toMatchObject({ message: 'enough' });
    second.close();
    expect(calls.cancel('b', 'again')).toBe(false);
  });

  test('an approval reaches the one who waits, once; a stop ends the wait', async () => {
    const calls = createLiveCalls();
    const stop = new AbortController();
    const first = calls.wait('x', stop.signal);
    expect(calls.settle('x', { approved: true })).toBe(true);
    expect(await first).toEqual({ approved: true });
    expect(calls.settle('x', { approved: true })).toBe(false);
    const second = calls.wait('y', stop.signal);
    stop.abort();
    expect(await second).toBe('stopped');
    expect(calls.isWaiting('y')).toBe(false);
  });
});
