import type { QueueKind } from './target.ts';

/** What the queues of each kind may be called: places write the name into files and commands. */
export const QUEUE_NAMES: Readonly<Record<QueueKind, { readonly like: RegExp; readonly words: string }>> = {
  redis: {
    like: /^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/,
    words: 'A stream is named by letters, digits, ":", ".", "_" and "-".',
  },
  sqs: {
    like: /^[A-Za-z0-9][A-Za-z0-9_-]{0,69}$/,
    words: 'A queue of SQS is named by up to 70 letters, digits, "_" and "-".',
  },
  pubsub: {
    like: /^(?!goog)[A-Za-z][A-Za-z0-9._~+-]{2,254}$/,
    words: 'A subscription is named by a letter and at least two more letters, digits, ".", "_", "~", "+" and "-".',
  },
};
