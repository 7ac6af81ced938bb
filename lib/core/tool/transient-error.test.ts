import { expect, test } from 'vitest';
import { isInDoubt, isTransientError, retryAfterMs, wasTurnedAway } from './transient-error.ts';

test.each([
  '503 Service Unavailable: upstream timed out, please retry',
  '429 Too Many Requests: rate limit exceeded. Retry after 1 second.',
  'secondary rate limit hit',
  'HTTP 429',
  'Request failed with status code 503',
  'connect ECONNREFUSED 127.0.0.1:80',
])('"%s" proves that nothing was done', (error) => {
  expect([wasTurnedAway(error), isInDoubt(error), isTransientError(error)]).toEqual([true, false, true]);
});

test.each([
  '500 Internal Server Error',
  '504 Gateway Timeout',
  'MCP error -32001: Request timed out',
  'HTTP/1.1 502',
  'socket hang up',
])('"%s" leaves open what was done', (error) => {
  expect([wasTurnedAway(error), isInDoubt(error), isTransientError(error)]).toEqual([false, true, true]);
});

test.each([
  '404 Not Found',
  'Issue 503 is closed',
  'Issue #500 does not exist',
  'title: at most 500 characters',
  'channel_not_found',
])('"%s" is about the call itself', (error) => {
  expect(isTransientError(error)).toBe(false);
});

test('the pause that a server asks for is read with its unit', () => {
  expect(retryAfterMs('Retry after 1 second.')).toBe(1000);
  expect(retryAfterMs('Retry-After: 30')).toBe(30_000);
  expect(retryAfterMs('try again in 500ms')).toBe(500);
  expect(retryAfterMs('retry in 2 minutes')).toBe(120_000);
  expect(retryAfterMs('no idea')).toBeUndefined();
});
