import { Cron } from 'croner';
import { z } from 'zod';
import { QUEUE_NAMES } from '#core/deploy/queue-names.ts';
import type { QueueKind } from '#core/deploy/target.ts';

function isCron(line: string): boolean {
  try {
    new Cron(line, { paused: true, mode: '5-part' });
    return true;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const messageInputs = z.record(z.string(), z.array(z.union([z.string(), z.number()]))).optional();

function queueSchema<Kind extends QueueKind>(kind: Kind) {
  const { like, words } = QUEUE_NAMES[kind];
  return z.object({
    on: z.literal('queue'),
    kind: z.literal(kind),
    name: z.string().regex(like, words),
    inputs: messageInputs,
  });
}

/** A trigger as somebody gives it for an export. */
export const triggerSchema = z.discriminatedUnion('on', [
  z.object({ on: z.literal('manual') }),
  z.object({ on: z.literal('keep') }),
  z.object({
    on: z.literal('schedule'),
    cron: z.string().min(1).max(200).refine(isCron, 'This is no cron line: five fields, such as "0 7 * * 1-5".'),
    timeZone: z.string().min(1).max(100).refine(isTimeZone, 'There is no such time zone. Example: Europe/Berlin.'),
  }),
  z.object({
    on: z.literal('webhook'),
    path: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9/_-]{0,99}$/, 'A path is letters, digits, "-", "_" and "/".'),
    inputs: z.record(z.string(), z.array(z.union([z.string(), z.number()]))).optional(),
  }),
  z.object({ on: z.literal('endpoint') }),
  z.discriminatedUnion(
    'kind',
    [queueSchema('redis'), queueSchema('sqs'), queueSchema('pubsub')],
    'The kind of a queue is redis, sqs or pubsub.',
  ),
]);
