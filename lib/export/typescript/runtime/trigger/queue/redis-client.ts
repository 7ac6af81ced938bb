/**
 * The part of the package `redis` that is used. It is loaded by name and not imported, so that the other agents' bundles,
 * which do not bring the package, can be type-checked.
 */
export interface RedisClient {
  connect(): Promise<unknown>;
  /** Ends at once, a command that blocks too. */
  destroy(): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  xGroupCreate(stream: string, group: string, from: string, options: { readonly MKSTREAM: true }): Promise<unknown>;
  xGroupDelConsumer(stream: string, group: string, consumer: string): Promise<unknown>;
  xReadGroup(
    group: string,
    consumer: string,
    stream: { readonly key: string; readonly id: '>' },
    options: { readonly COUNT: number; readonly BLOCK: number },
  ): Promise<readonly { readonly messages: readonly RedisMessage[] }[] | null>;
  /** What others took and did not acknowledge for so long; null in the place of a message that was deleted since. */
  xAutoClaim(
    stream: string,
    group: string,
    consumer: string,
    idleMs: number,
    from: string,
    options: { readonly COUNT: number },
  ): Promise<{ readonly messages: readonly (RedisMessage | null)[] }>;
  /** Makes entries the consumer's own that were idle for so long; they have been idle for `IDLE` then, else for no time. */
  xClaimJustId(
    stream: string,
    group: string,
    consumer: string,
    minIdleMs: number,
    ids: readonly string[],
    options?: { readonly IDLE: number },
  ): Promise<readonly string[]>;
  xAck(stream: string, group: string, id: string): Promise<number>;
  xAdd(stream: string, id: '*', fields: Readonly<Record<string, string>>): Promise<string>;
  xPendingRange(
    stream: string,
    group: string,
    from: '-',
    to: '+',
    count: number,
    options: { readonly consumer: string },
  ): Promise<readonly unknown[]>;
  xInfoGroups(
    stream: string,
  ): Promise<readonly { readonly name: string; readonly pending: number; readonly lag: number | null }[]>;
}

export interface RedisMessage {
  readonly id: string;
  readonly message: Readonly<Record<string, string>>;
}

interface RedisPackage {
  createClient(options: {
    readonly url: string;
    readonly socket: { readonly connectTimeout: number; readonly reconnectStrategy: false };
    readonly disableOfflineQueue: true;
  }): RedisClient;
}

const PACKAGE: string = 'redis';

/** Connects, and does not connect again by itself: whoever takes messages begins anew, and makes sure of its group. */
export async function openRedis(url: string, onError: (error: Error) => void): Promise<RedisClient> {
  const { createClient }: RedisPackage = await import(PACKAGE);
  const client = createClient({
    url,
    socket: { connectTimeout: 10_000, reconnectStrategy: false },
    disableOfflineQueue: true,
  });
  client.on('error', onError);
  await client.connect();
  return client;
}
