import type { Log } from '../../agent-setup.ts';
import { pauseAfter } from '../end-of-pass.ts';
import type { MessageQueue, QueueMessage } from './message-queue.ts';
import { type AwsKeys, openSqs, type SqsMessage } from './sqs-client.ts';

/** How long a request waits for messages. A stop waits for it as well, so that nothing is handed to nobody. */
const WAIT_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 900;
const LOOK_MS = 15_000;

export interface SqsPlace {
  /** `https://sqs.eu-central-1.amazonaws.com/123456789012/orders` */
  readonly url: string;
  /** Those of the process where absent: its environment, its role. */
  readonly keys?: AwsKeys;
  readonly leaseMs: number;
  readonly log: Log;
}

/**
 * A queue of SQS. A message is hidden from others for the length of a lease; one that was not done is hidden for a pause
 * and comes again, until the queue's own redrive policy moves it to its dead letters.
 */
export async function openSqsQueue({ url: QueueUrl, keys, leaseMs, log }: SqsPlace): Promise<MessageQueue> {
  const sqs = await openSqs({ region: regionOf(QueueUrl), keys });
  const lease = Math.max(1, Math.ceil(leaseMs / 1000));
  const hide = async ({ receipt }: QueueMessage, VisibilityTimeout: number) => {
    await sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle: receipt, VisibilityTimeout });
  };
  let looked = { at: Number.NEGATIVE_INFINITY, waiting: null as number | null };
  return {
    async read(most) {
      const { Messages = [] } = await sqs.receiveMessage({
        QueueUrl,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: WAIT_SECONDS,
        VisibilityTimeout: lease,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        MessageAttributeNames: READ_ATTRIBUTES,
      });
      return Messages.map(asMessage);
    },
    async extend(messages) {
      for (const message of messages) await hide(message, lease);
    },
    async done({ receipt }) {
      await sqs.deleteMessage({ QueueUrl, ReceiptHandle: receipt });
    },
    giveBack: (message) => hide(message, 0),
    reject: (message) => hide(message, Math.min(pauseAfter(message.times) / 1000, LONGEST_PAUSE_SECONDS)),
    async waiting() {
      // Each look is paid for.
      if (performance.now() - looked.at < LOOK_MS) return looked.waiting;
      const first = looked.at < 0;
      const { Attributes = {} } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: LOOKED_AT });
      if (first && Attributes.RedrivePolicy === undefined) log.warn({ queue: QueueUrl }, NO_DEAD_LETTERS);
      const counts = [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible];
      looked = { at: performance.now(), waiting: counts.reduce((sum, count) => sum + Number(count ?? 0), 0) };
      return looked.waiting;
    },
    async close() {
      sqs.destroy();
    },
  };
}

/** The sender's own id, and the trace that the message belongs to. */
const READ_ATTRIBUTES = ['id', 'traceparent', 'tracestate'] as const;
const LOOKED_AT = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'RedrivePolicy'] as const;
const NO_DEAD_LETTERS =
  'the queue has no dead letters (redrive policy): what cannot be done comes again until SQS forgets it';

/** The region that an address names; the process's own where it names none. */
function regionOf(url: string): string | undefined {
  return /^sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(new URL(url).hostname)?.[1];
}

function asMessage({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: SqsMessage): QueueMessage {
  const read = READ_ATTRIBUTES.flatMap((name) => {
    const value = MessageAttributes?.[name]?.StringValue;
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    id: MessageId,
    receipt: ReceiptHandle,
    message: { body: Body, ...Object.fromEntries(read) },
    times: Number(Attributes?.ApproximateReceiveCount ?? 1),
  };
}
