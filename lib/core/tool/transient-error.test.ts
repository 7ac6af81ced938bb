import { expect, test } from 'vitest';
import { isTransientError, retryAfterMs } from './transient-error.ts';

test('overload, limits and timeouts are transient; refusals and plain server errors are not', () => {
  expect(isTransientError('503 Service Unavailable: upstream timed out, please retry')).toBe(true);
  expect(isTransientError('429 Too Many Requests: rate limit exceeded. Retry after 1 second.')).toBe(true);
  expect(isTransientError('secondary rate limit hit')).toBe(true);
  expect(isTransientError('404 Not Found')).toBe(false);
  expect(isTransientError('500 Internal Server Error')).toBe(false);
  expect(isTransientError('Issue 4290 is closed')).toBe(false);
});

test('the pause that a server asks for is read with its unit', () => {
  expect(retryAfterMs('Retry after 1 second.')).toBe(1000);
  expect(retryAfterMs('Retry-After: 30')).toBe(30_000);
  expect(retryAfterMs('try again in 500ms')).toBe(500);
  expect(retryAfterMs('retry in 2 minutes')).toBe(120_000);
  expect(retryAfterMs('no idea')).toBeUndefined();
});
