import type { Log } from '../../agent-setup.ts';
import { pauseAfter } from '../end-of-pass.ts';
import type { MessageQueue, QueueMessage } from './message-queue.ts';
import { openPubsub, type PubsubClient, type ReceivedMessage } from './pubsub-client.ts';

/** How long a request waits for messages. A stop waits for it as well. */
const WAIT_MS = 10_000;
/** Pub/Sub's own limit of a lease. */
const LONGEST_LEASE_SECONDS = 600;
const DEADLINE_EXCEEDED = 4;

export interface PubsubPlace {
  /** `projects/my-project/subscriptions/orders` */
  readonly subscription: string;
  /** Of a service account; those of the process where absent. */
  readonly credentials?: object;
  readonly leaseMs: number;
  readonly log: Log;
}

/**
 * A subscription of Pub/Sub. A message that was not done is kept back for a pause and comes again, until the
 * subscription's dead-letter policy moves it to its topic. How many messages wait Pub/Sub tells Cloud Monitoring only.
 */
export async function openPubsubQueue({ subscription, credentials, leaseMs, log }: PubsubPlace): Promise<MessageQueue> {
  const [, projectId = ''] = subscription.split('/');
  const client = await openPubsub({ projectId, ...(credentials === undefined ? {} : { credentials }) });
  const lease = Math.min(Math.ceil(leaseMs / 1000), LONGEST_LEASE_SECONDS);
  const keep = async (messages: readonly QueueMessage[], ackDeadlineSeconds: number) => {
    if (messages.length === 0) return;
    await client.modifyAckDeadline({
      subscription,
      ackIds: messages.map(({ receipt }) => receipt),
      ackDeadlineSeconds,
    });
  };
  await warnOfNoDeadLetters(client, subscription, log);
  return {
    async read(maxMessages) {
      const [{ receivedMessages }] = await client
        .pull({ subscription, maxMessages }, { timeout: WAIT_MS })
        .catch((error: { readonly code?: number }) => {
          if (error.code === DEADLINE_EXCEEDED) return [{ receivedMessages: [] }] as const;
          throw error;
        });
      const messages = (receivedMessages ?? []).map(asMessage);
      // Until now the lease is the subscription's.
      await keep(messages, lease);
      return messages;
    },
    extend: (messages) => keep(messages, lease),
    async done({ receipt }) {
      await client.acknowledge({ subscription, ackIds: [receipt] });
    },
    giveBack: (message) => keep([message], 0),
    reject: (message) => keep([message], pauseOf(message)),
    waiting: async () => null,
    close: () => client.close(),
  };
}

/** Where nobody counts, nobody takes it away: it comes as seldom as can be. */
function pauseOf({ times }: QueueMessage): number {
  return times === 0 ? LONGEST_LEASE_SECONDS : Math.min(pauseAfter(times) / 1000, LONGEST_LEASE_SECONDS);
}

/** Says it where it can be seen: an account that may pull need not be one that may look. */
async function warnOfNoDeadLetters(client: PubsubClient, subscription: string, log: Log): Promise<void> {
  const [found] = await client.getSubscription({ subscription }).catch(() => [null]);
  if (found !== null && !found.deadLetterPolicy) {
    log.warn(
      { queue: subscription },
      'the subscription has no dead letters: what cannot be done comes again and again',
    );
  }
}

function asMessage({ ackId, deliveryAttempt, message }: ReceivedMessage): QueueMessage {
  const { messageId, data, attributes } = message;
  const { id, tracestate, ...others } = attributes ?? {};
  // The second is what Google's own publisher writes.
  const traceparent = others.traceparent ?? others.googclient_traceparent;
  return {
    id: messageId,
    receipt: ackId,
    message: {
      body: typeof data === 'string' ? data : Buffer.from(data ?? []).toString('utf8'),
      ...(id === undefined ? {} : { id }),
      ...(traceparent === undefined ? {} : { traceparent }),
      ...(tracestate === undefined ? {} : { tracestate }),
    },
    times: deliveryAttempt ?? 0,
  };
}
