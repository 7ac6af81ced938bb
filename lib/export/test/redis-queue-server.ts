import { startRedis, type TestRedis } from './redis-server.ts';
import type { QueueServer } from './test-queue.ts';

/** Streams of a real Redis server. */
export async function startRedisQueues(group: string): Promise<QueueServer & { readonly redis: TestRedis }> {
  const redis = await startRedis();
  let count = 0;
  return {
    redis,
    close: () => redis.close(),
    async newQueue() {
      count += 1;
      const name = `orders-${count}`;
      await redis.command('XGROUP', 'CREATE', name, group, '0', 'MKSTREAM');
      return {
        kind: 'redis',
        name,
        env: { QUEUE_URL: redis.url },
        async send(body, id) {
          await redis.command('XADD', name, '*', 'body', body, ...(id === undefined ? [] : ['id', id]));
        },
        async takeAndDie() {
          const words = ['GROUP', group, 'dead-process', 'STREAMS', name, '>'] as const;
          const lapsed = await redis.command('XAUTOCLAIM', name, group, 'dead-process', '1000', '0-0');
          const taken = await redis.command('XREADGROUP', ...words);
          return [...bodies((lapsed as [string, unknown])[1]), ...bodies(entriesOf(taken))];
        },
        async waiting() {
          const groups = (await redis.command('XINFO', 'GROUPS', name)) as readonly { pending: number; lag: number }[];
          return (groups[0]?.pending ?? 0) + (groups[0]?.lag ?? 0);
        },
        dead: async () => bodies(await redis.command('XRANGE', `${name}:dead`, '-', '+')),
      };
    },
  };
}

/** Of `{stream: entries}` or `[[stream, entries]]`, as the protocol's version has it. */
function entriesOf(taken: unknown): unknown {
  if (Array.isArray(taken)) return taken[0]?.[1] ?? [];
  return taken === null ? [] : Object.values(taken as object)[0];
}

function bodies(entries: unknown): readonly string[] {
  return (entries as readonly [string, string[]][]).map(([, words]) => words[words.indexOf('body') + 1] ?? '');
}
