import { expect, test } from 'vitest';
import { UsageError } from './command.ts';
import { readTrigger } from './read-trigger.ts';

test('a trigger is typed as a word and what belongs to it', () => {
  expect(readTrigger('manual', 'UTC')).toEqual({ on: 'manual' });
  expect(readTrigger('endpoint', 'UTC')).toEqual({ on: 'endpoint' });
  expect(readTrigger('queue:redis:orders:new', 'UTC')).toEqual({ on: 'queue', kind: 'redis', name: 'orders:new' });
  expect(readTrigger('queue:pubsub:orders', 'UTC')).toEqual({ on: 'queue', kind: 'pubsub', name: 'orders' });
  expect(readTrigger('queue:sqs:orders', 'UTC')).toEqual({ on: 'queue', kind: 'sqs', name: 'orders' });
  expect(readTrigger('webhook:pulls/merged', 'UTC')).toEqual({ on: 'webhook', path: 'pulls/merged' });
  expect(readTrigger('schedule:0 7 * * 1-5', 'Europe/Berlin')).toEqual({
    on: 'schedule',
    cron: '0 7 * * 1-5',
    timeZone: 'Europe/Berlin',
  });
});

test.each([
  ['daily', 'UTC', '--trigger is manual'],
  ['manual:now', 'UTC', '--trigger is manual'],
  ['schedule', 'UTC', '--trigger is manual'],
  ['schedule:every day', 'UTC', 'This is no cron line'],
  ['schedule:0 7 * * *', 'Mars/Olympus', 'There is no such time zone'],
  ['queue:kafka:orders', 'UTC', 'The kind of a queue is redis, sqs or pubsub.'],
  ['queue:sqs:orders.fifo', 'UTC', 'A queue of SQS is named by'],
  ['queue:pubsub:google', 'UTC', 'A subscription is named by'],
  ['queue:redis:', 'UTC', 'A stream is named by'],
  ['webhook:../x', 'UTC', 'A path is letters'],
])('%s in %s is refused in one line', (text, timeZone, message) => {
  expect(() => readTrigger(text, timeZone)).toThrow(UsageError);
  expect(() => readTrigger(text, timeZone)).toThrow(message);
});
