import type { Log } from '../../agent-setup.ts';
import type { AgentTrigger } from '../../command/agent-program.ts';
import { traceContextIn } from '../../observe/tracing.ts';
import type { DeclaredInput } from '../../resolve-inputs.ts';
import { sleep } from '../../sleep.ts';
import type { Delivery, DeliveryQueue } from '../delivery-queue.ts';
import { deliveryPrefix, readMessage } from './read-message.ts';
import { openRedis, type RedisClient, type RedisMessage } from './redis-client.ts';

export interface MessageQueue {
  /** Whether messages are being taken now. */
  isConnected(): boolean;
  /** Writes a delivery that was given up where somebody looks for it. Others than messages are left alone. */
  giveUp(delivery: Delivery, reason: string): Promise<void>;
  /** Takes nothing new; what was taken is stored. */
  stop(): Promise<void>;
}

export interface RedisQueueParts {
  readonly trigger: Extract<AgentTrigger, { on: 'queue' }>;
  readonly inputs: readonly DeclaredInput[];
  /** Of the Redis server; read at each connection. Throws where it is not set. */
  readonly url: () => string;
  /** Names this process in the group. */
  readonly consumer: string;
  readonly queue: DeliveryQueue;
  /** While as many deliveries wait, nothing is taken. */
  readonly mostWaiting: number;
  /** What another consumer took and did not acknowledge for so long is taken over. */
  readonly claimAfterMs: number;
  readonly onDelivery: () => void;
  /** Messages that nobody has acknowledged. */
  readonly onLag: (messages: number) => void;
  readonly log: Log;
}

const AT_ONCE = 10;
const BLOCK_MS = 2_000;
const FULL_PAUSE_MS = 500;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Takes the messages of a Redis stream as one consumer of a group, at least once: a message is put into the delivery
 * queue, which commits, and is acknowledged then; whoever dies in between leaves it to the others, and an id that was
 * taken before is taken no second time. What can never be read goes to `<stream>:dead` with the reason.
 */
export function takeFromRedis(parts: RedisQueueParts): MessageQueue {
  const { trigger, queue, consumer, log } = parts;
  const { name: stream, group } = trigger;
  const stopping = new AbortController();
  let connected = false;
  let pause = FIRST_PAUSE_MS;

  async function takeUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      await withRedis(takeMessages).catch((error: unknown) =>
        log.warn({ queue: stream, error: String(error) }, 'messages cannot be taken'),
      );
      connected = false;
      if (stopping.signal.aborted) return;
      await sleep(pause, stopping.signal).catch(() => {});
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  async function withRedis(work: (client: RedisClient) => Promise<void>): Promise<void> {
    // A connection that breaks fails the command that is under way; nothing more is to be said of it.
    const client = await openRedis(parts.url(), () => {});
    try {
      await work(client);
    } finally {
      client.destroy();
    }
  }

  async function takeMessages(client: RedisClient): Promise<void> {
    await client.xGroupCreate(stream, group, '0', { MKSTREAM: true }).catch((error: Error) => {
      if (!error.message.startsWith('BUSYGROUP')) throw error;
    });
    while (!stopping.signal.aborted) {
      parts.onLag(await lagOf(client));
      connected = true;
      pause = FIRST_PAUSE_MS;
      const room = parts.mostWaiting - (await queue.length());
      if (room <= 0) {
        await sleep(FULL_PAUSE_MS, stopping.signal).catch(() => {});
        continue;
      }
      const COUNT = Math.min(room, AT_ONCE);
      const { messages } = await client.xAutoClaim(stream, group, consumer, parts.claimAfterMs, '0-0', { COUNT });
      const left = messages.filter((message) => message !== null);
      const taken =
        left.length > 0
          ? left
          : (
              (await client.xReadGroup(group, consumer, { key: stream, id: '>' }, { COUNT, BLOCK: BLOCK_MS })) ?? []
            ).flatMap((read) => read.messages);
      for (const message of taken) await takeOne(client, message);
    }
    await leave(client);
  }

  async function takeOne(client: RedisClient, message: RedisMessage): Promise<void> {
    const read = readMessage(message, trigger, parts.inputs);
    if ('unreadable' in read) {
      await bury(client, { ...message.message, dead_entry: message.id }, read.unreadable);
    } else if (await queue.add(read.delivery, read.inputs, traceContextIn(message.message))) {
      parts.onDelivery();
    }
    await client.xAck(stream, group, message.id);
  }

  /** Written before the original is acknowledged: better twice among the dead than lost. */
  async function bury(client: RedisClient, fields: Readonly<Record<string, string>>, reason: string): Promise<void> {
    await client.xAdd(`${stream}:dead`, '*', { ...fields, dead_reason: reason, dead_at: new Date().toISOString() });
    log.error({ queue: stream, entry: fields.dead_entry, reason }, 'message given up');
  }

  async function lagOf(client: RedisClient): Promise<number> {
    const own = (await client.xInfoGroups(stream)).find((each) => each.name === group);
    return (own?.lag ?? 0) + (own?.pending ?? 0);
  }

  /** A consumer that keeps nothing is struck from the group, so that its list does not grow with every restart. */
  async function leave(client: RedisClient): Promise<void> {
    const kept = await client.xPendingRange(stream, group, '-', '+', 1, { consumer });
    if (kept.length === 0) await client.xGroupDelConsumer(stream, group, consumer);
  }

  const running = takeUntilStopped();
  return {
    isConnected: () => connected,
    async giveUp({ id, inputs, attempts }, reason) {
      if (!id.startsWith(deliveryPrefix(trigger))) return;
      const fields = {
        dead_delivery: id,
        dead_attempts: String(attempts),
        dead_inputs: JSON.stringify(inputs),
      };
      await withRedis((client) => bury(client, fields, reason));
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
