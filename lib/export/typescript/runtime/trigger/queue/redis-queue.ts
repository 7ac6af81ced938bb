import type { MessageQueue } from './message-queue.ts';
import { openRedis, type RedisClient, type RedisMessage } from './redis-client.ts';

const BLOCK_MS = 2_000;

export interface RedisStream {
  readonly url: string;
  readonly stream: string;
  /** Made where it is not there, from the first entry on. */
  readonly group: string;
  /** Names this process in the group. */
  readonly consumer: string;
  /** What another consumer took and gave no sign of for so long is taken over. */
  readonly leaseMs: number;
}

/**
 * A Redis stream, as one consumer of a group. Redis has no dead letters: they are entries of `<stream>:dead`, written
 * before the original is acknowledged: better twice among the dead than lost.
 */
export async function openRedisQueue({ url, stream, group, consumer, leaseMs }: RedisStream): Promise<MessageQueue> {
  const opened: RedisClient[] = [];
  const connect = async () => {
    // A connection that breaks fails the command that is under way; nothing more is to be said of it.
    const client = await openRedis(url, () => {});
    opened.push(client);
    return client;
  };
  const disconnect = () => {
    for (const client of opened) client.destroy();
  };
  try {
    // A command that waits for messages keeps its connection busy.
    const [client, reader] = [await connect(), await connect()];
    await client.xGroupCreate(stream, group, '0', { MKSTREAM: true }).catch((error: Error) => {
      if (!error.message.startsWith('BUSYGROUP')) throw error;
    });
    return {
      async read(COUNT) {
        const { messages } = await reader.xAutoClaim(stream, group, consumer, leaseMs, '0-0', { COUNT });
        const left = messages.filter((message) => message !== null);
        if (left.length > 0) return left.map(asMessage);
        const news = await reader.xReadGroup(group, consumer, { key: stream, id: '>' }, { COUNT, BLOCK: BLOCK_MS });
        return (news ?? []).flatMap((read) => read.messages).map(asMessage);
      },
      async extend(messages) {
        const entries = messages.map(({ id }) => id);
        await client.xClaimJustId(stream, group, consumer, 0, entries);
      },
      async done({ id }) {
        await client.xAck(stream, group, id);
      },
      async giveBack({ id }) {
        await client.xClaimJustId(stream, group, consumer, 0, [id], { IDLE: leaseMs });
      },
      async reject({ id, message }, { reason, delivery }) {
        const dead: Readonly<Record<string, string>> = {
          ...message,
          dead_entry: id,
          ...(delivery === undefined ? {} : { dead_delivery: delivery }),
          dead_reason: reason,
          dead_at: new Date().toISOString(),
        };
        await client.xAdd(`${stream}:dead`, '*', dead);
        await client.xAck(stream, group, id);
      },
      async waiting() {
        const own = (await client.xInfoGroups(stream)).find((each) => each.name === group);
        return (own?.lag ?? 0) + (own?.pending ?? 0);
      },
      async close() {
        // A consumer that keeps nothing is struck from the group, so that its list does not grow with every restart.
        const kept = await client.xPendingRange(stream, group, '-', '+', 1, { consumer }).catch(() => [null]);
        if (kept.length === 0) await client.xGroupDelConsumer(stream, group, consumer).catch(() => {});
        disconnect();
      },
    };
  } catch (error) {
    disconnect();
    throw error;
  }
}

/** Redis counts too, and nobody needs it: the delivery counts what was tried. */
function asMessage({ id, message }: RedisMessage) {
  return { id, message, receipt: id, times: 1 };
}
