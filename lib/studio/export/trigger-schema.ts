import { Cron } from 'croner';
import { z } from 'zod';

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
    [
      z.object({
        on: z.literal('queue'),
        kind: z.literal('redis'),
        name: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/, 'A stream is named by letters, digits, ":", ".", "_" and "-".'),
        inputs: messageInputs,
      }),
      z.object({
        on: z.literal('queue'),
        kind: z.literal('sqs'),
        name: z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9_-]{0,69}$/,
            'A queue of SQS is named by up to 70 letters, digits, "_" and "-".',
          ),
        inputs: messageInputs,
      }),
    ],
    'The kind of a queue is redis or sqs.',
  ),
]);
